package dev.ringwatch.detect.anomaly;

/**
 * The z-scores' part of the anomaly score: Z = 1 - exp(-S / 4), where S adds up the evidence of the
 * aspects. An aspect d deviations out is evidence ln(1 + d - (threshold - 1)), 0 below: at
 * threshold 3 that is 0.7 for 3 deviations, 1.6 for 6 and 2.9 for 20, so that evidence begins
 * without a cliff, never stops growing, and no single aspect says everything (6 deviations in one:
 * Z = 0.33, in three: 0.70).
 *
 * <p>Immutable.
 */
final class ZEvidence {

  private static final double UNIT = 4;

  private final double begin;

  ZEvidence(double zThreshold) {
    begin = zThreshold - 1;
  }

  /**
   * Weighs each aspect.
   *
   * @param deviations by aspect, on the side that speaks for abuse, at least 0
   * @param evidence receives the evidence by aspect, at least 0
   * @return S, their sum
   */
  double weigh(double[] deviations, double[] evidence) {
    double sum = 0;
    for (int aspect = 0; aspect < evidence.length; aspect++) {
      double beyond = deviations[aspect] - begin;
      evidence[aspect] = beyond > 0 ? StrictMath.log1p(beyond) : 0;
      sum += evidence[aspect];
    }
    return sum;
  }

  /** Z, 0 to 1, from S. */
  static double part(double sum) {
    return -StrictMath.expm1(-sum / UNIT);
  }
}
