package dev.ringwatch.postgres.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account with its latest final score, as a list shows it. Scores are 0 to 100, higher is worse.
 *
 * @param accountId whose
 * @param risk the risk score
 * @param band the score in a word
 * @param anomaly how unusual its own behaviour is
 * @param ring the score of its ring; 0 without one
 * @param ringId its ring; null if none
 * @param events how many events it has within the horizon
 * @param firstEvent when its first event was
 * @param lastEvent when its last event was
 * @param scoredAt the closed tick that the score is of
 */
public record ListedAccount(
    String accountId,
    double risk,
    String band,
    double anomaly,
    double ring,
    @Nullable String ringId,
    long events,
    Instant firstEvent,
    Instant lastEvent,
    Instant scoredAt) {

  /** Where it stands. */
  public AccountPosition position() {
    return new AccountPosition(risk, accountId);
  }
}
