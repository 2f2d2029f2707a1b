package dev.ringwatch.postgres.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account with its final scores, as it is kept. All scores are 0 to 100, higher is worse.
 *
 * @param accountId whose
 * @param createdAt when the account was made; null if no event says so
 * @param firstEvent when its first event was
 * @param lastEvent when its last event was
 * @param events how many it has within the horizon
 * @param enforced how many of these the platform took action over
 * @param risk the risk score
 * @param band the score in a word: {@code low}, {@code medium} or {@code high}
 * @param anomaly how unusual its own behaviour is
 * @param ring the score of its ring; 0 without one
 * @param ringId its ring; null if none
 * @param scoredAt the closed tick that the scores are of
 * @param modelId the model that they were made under
 * @param reasons an array of {@code {name, points, text}}, as JSON
 * @param features a number by name, as JSON
 * @param peerGroup who the account is compared with
 */
public record ScoredAccount(
    String accountId,
    @Nullable Instant createdAt,
    Instant firstEvent,
    Instant lastEvent,
    long events,
    long enforced,
    double risk,
    String band,
    double anomaly,
    double ring,
    @Nullable String ringId,
    Instant scoredAt,
    String modelId,
    String reasons,
    String features,
    String peerGroup) {}
