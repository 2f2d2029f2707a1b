package dev.ringwatch.learn;

import java.util.Arrays;

/**
 * For how many accounts each verdict counts. Who is looked at is mostly chosen by the score, so a
 * verdict stands for 1 / its inclusion probability accounts; but when a few of a random audit stand
 * for nearly all, what is learned is about those few. So weights are 1 / probability to the power
 * of the largest exponent of 0 to 1 with which at least half of the verdicts still tell something,
 * by Kish's effective size (Survey Sampling, 1965: the square of the sum by the sum of squares).
 *
 * <p>That bends what is measured towards those who were looked at for their score, which favours
 * the score that chose them. Weights average 1.
 */
final class AuditWeights {

  private static final double LEAST_EFFECTIVE_SHARE = 0.5;
  private static final int HALVINGS = 40;

  private AuditWeights() {}

  /**
   * Weighs. O(n).
   *
   * @param probabilities above 0 and at most 1, one at least
   * @return a weight for each, above 0
   */
  static double[] of(double[] probabilities) {
    double kept = 1;
    if (effectiveShare(probabilities, 1) < LEAST_EFFECTIVE_SHARE) {
      kept = 0;
      double lost = 1;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (kept + lost) / 2;
        if (effectiveShare(probabilities, middle) >= LEAST_EFFECTIVE_SHARE) {
          kept = middle;
        } else {
          lost = middle;
        }
      }
    }
    return inFull(probabilities, kept);
  }

  /** The weights that no effective size tempers: for rates among all accounts. */
  static double[] inFull(double[] probabilities) {
    return inFull(probabilities, 1);
  }

  private static double[] inFull(double[] probabilities, double exponent) {
    double[] weights = powers(probabilities, exponent);
    double mean = Arrays.stream(weights).sum() / weights.length;
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= mean;
    }
    return weights;
  }

  private static double[] powers(double[] probabilities, double exponent) {
    double[] powers = new double[probabilities.length];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = StrictMath.pow(probabilities[i], -exponent);
    }
    return powers;
  }

  /** Kish's effective size as a share of the number, above 0 and at most 1. */
  static double effectiveShare(double[] probabilities, double exponent) {
    double sum = 0;
    double squares = 0;
    for (double power : powers(probabilities, exponent)) {
      sum += power;
      squares += power * power;
    }
    return sum * sum / squares / probabilities.length;
  }
}
