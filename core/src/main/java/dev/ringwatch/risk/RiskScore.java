package dev.ringwatch.risk;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.util.List;

/**
 * How likely an account is abusive, as far as its behaviour says: higher is worse. Comparable
 * between accounts under one model and configuration; not a probability.
 *
 * @param account whose
 * @param score 0 to 100, a multiple of 0.1
 * @param band the score in a word
 * @param reasons signed points, each a multiple of 0.1, that sum to the score; the largest first
 */
public record RiskScore(AccountId account, double score, Band band, List<Reason> reasons) {

  /** Copies the reasons. */
  public RiskScore {
    reasons = List.copyOf(reasons);
  }
}
