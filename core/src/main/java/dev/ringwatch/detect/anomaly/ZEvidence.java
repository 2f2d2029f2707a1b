package dev.ringwatch.detect.anomaly;

/**
 * The z-scores' part of the anomaly score: Z = 1 - exp(-S / 4), where S is the 1.5-norm of the
 * evidence of the aspects. An aspect d deviations out is evidence ln(1 + d - (threshold - 1)), 0
 * below, times the aspect's {@link Aspect#weight}: at threshold 3 and weight 1 that is 0.7 for 3
 * deviations, 1.6 for 6 and 2.9 for 20, so that evidence begins without a cliff, never stops
 * growing, and no single aspect says everything. The norm lies between the sum, in which a busy
 * person who is a little of everything outranks one plain mark of abuse, and the largest alone, in
 * which a second witness counts for nothing.
 *
 * <p>S is homogeneous, so the path integral of its gradient from nothing to the account (Aumann and
 * Shapley) splits it exactly: e^1.5 / S^0.5 for an aspect of evidence e.
 *
 * <p>Immutable.
 */
final class ZEvidence {

  private static final double UNIT = 4;

  /*
   * Weights and norm were chosen together (2026-11-24) on bot_or_not_en30 and _en32, both cib_mixed sets,
   * ecommerce_fraud and two generated days, average precision of the whole score from the plain sum of
   * unweighted evidence: .627 -> .677, .703 -> .709, .340 -> .320, .857 -> .861, .635 -> .628; recall of
   * takeovers, scrapers and credential stuffing at 2 % false positives .35 -> .57 (plain), .35 -> .50 (hard).
   */
  private static final double NORM = 1.5;

  private static final Aspect[] ASPECTS = Aspect.values();

  private final double begin;

  ZEvidence(double zThreshold) {
    begin = zThreshold - 1;
  }

  /**
   * Weighs each aspect.
   *
   * @param deviations by aspect, on the side that speaks for abuse, at least 0
   * @param shares receives each aspect's share of S, at least 0
   * @return S, the sum of the shares
   */
  double weigh(double[] deviations, double[] shares) {
    double powers = 0;
    for (int aspect = 0; aspect < shares.length; aspect++) {
      double beyond = deviations[aspect] - begin;
      double evidence = beyond > 0 ? ASPECTS[aspect].weight() * StrictMath.log1p(beyond) : 0;
      shares[aspect] = StrictMath.pow(evidence, NORM);
      powers += shares[aspect];
    }
    double norm = StrictMath.pow(powers, 1 / NORM);
    for (int aspect = 0; norm > 0 && aspect < shares.length; aspect++) {
      shares[aspect] *= norm / powers;
    }
    return norm;
  }

  /** Z, 0 to 1, from S. */
  static double part(double sum) {
    return -StrictMath.expm1(-sum / UNIT);
  }
}
