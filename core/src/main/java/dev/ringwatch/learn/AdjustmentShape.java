package dev.ringwatch.learn;

import java.util.Arrays;

/**
 * How what verdicts add is spread over accounts when an adjustment is let pass: what later accounts
 * are compared with. Of many accounts it keeps {@value #KEPT} evenly spaced values. Immutable.
 */
public final class AdjustmentShape {

  private static final int KEPT = 1_001;

  private final double[] sorted;

  private AdjustmentShape(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Takes the adjustments of accounts. O(n log n).
   *
   * @param adjustments as {@link LearnedBlend#adjustment} has them, in any order, one at least
   * @throws IllegalArgumentException if there are none or one is not finite
   */
  public static AdjustmentShape of(double[] adjustments) {
    if (adjustments.length == 0 || !Arrays.stream(adjustments).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "a shape needs adjustments that are finite, at least one, not "
              + adjustments.length
              + " of which some may not be");
    }
    double[] sorted = adjustments.clone();
    Arrays.sort(sorted);
    return new AdjustmentShape(sorted.length <= KEPT ? sorted : thinned(sorted));
  }

  private static double[] thinned(double[] sorted) {
    double[] kept = new double[KEPT];
    for (int i = 0; i < KEPT; i++) {
      kept[i] = sorted[(int) ((long) i * (sorted.length - 1) / (KEPT - 1))];
    }
    return kept;
  }

  /** What it keeps, in ascending order. */
  public double[] values() {
    return sorted.clone();
  }
}
