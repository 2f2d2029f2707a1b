package dev.ringwatch.detect.anomaly;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.util.List;

/**
 * How unlike the others an account is, and why.
 *
 * @param account whose score it is
 * @param score 0 to 100, higher is stranger on the sides that speak for abuse; comparable between
 *     accounts under one model
 * @param forest the isolation forest's part before weighting, 0 to 1: 0 for the median training
 *     account
 * @param z the z-scores' part before weighting, 0 to 1: 0 if no feature is unusual
 * @param reasons by feature, signed, most points first and what is left as {@code other} at the
 *     end; they sum to the score. Empty if the score is 0
 */
public record AnomalyScore(
    AccountId account, double score, double forest, double z, List<Reason> reasons) {

  /** Checks the ranges and copies the reasons. */
  public AnomalyScore {
    check("score", score, 100);
    check("forest", forest, 1);
    check("z", z, 1);
    reasons = List.copyOf(reasons);
  }

  private static void check(String name, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(name + " must be 0 to " + max + ", not " + value);
    }
  }
}
