package dev.ringwatch.postgres.results;

import java.time.Instant;
import java.util.List;

/**
 * An account with its latest final score.
 *
 * @param account its id
 * @param riskScore 0 to 100, higher is worse
 * @param band the score in a word: {@code low}, {@code medium} or {@code high}
 * @param events how many events stand behind it
 * @param lastEvent when the newest of them was
 * @param scoredAt the closed tick that the score is of
 * @param reasons parts that sum to the score, the largest first; empty if none are kept
 */
public record RiskyAccount(
    String account,
    double riskScore,
    String band,
    long events,
    Instant lastEvent,
    Instant scoredAt,
    List<StoredReason> reasons) {

  /** Copies the reasons. */
  public RiskyAccount {
    reasons = List.copyOf(reasons);
  }
}
