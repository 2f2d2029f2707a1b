package dev.ringwatch.postgres.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A final score of a closed tick. Scores are 0 to 100, higher is worse.
 *
 * @param scoredAt the tick
 * @param risk the risk score
 * @param anomaly how unusual the account's own behaviour was
 * @param ring the score of its ring; 0 without one
 * @param modelId the model that it was made under
 * @param reasons an array of {@code {name, points, text}}, as JSON
 */
public record PastScore(
    Instant scoredAt,
    double risk,
    double anomaly,
    double ring,
    @Nullable String modelId,
    String reasons) {}
