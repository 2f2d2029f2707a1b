package dev.ringwatch.calibrate;

/**
 * How sure an area under the ROC curve is: the variance of DeLong, DeLong and Clarke-Pearson
 * (Comparing the areas under two or more correlated receiver operating characteristic curves, 1988)
 * by ranks (Sun and Xu: Fast implementation of DeLong's algorithm, 2014).
 *
 * <p>Every positive has a placement, the share of negatives below it, those that tie counting half;
 * every negative likewise. The area's variance is the placements' variance among positives by their
 * number, and the same among negatives.
 */
final class DeLong {

  private double mean;
  private double squares;
  private long count;

  private DeLong() {}

  /**
   * The variance. O(distinct scores).
   *
   * @param positivesAbove at each distinct score, highest first, the positives at or above it
   * @param negativesAbove the same of negatives
   * @return NaN with a single positive or a single negative, of which no variance can be told
   */
  static double variance(int[] positivesAbove, int[] negativesAbove) {
    int last = positivesAbove.length - 1;
    double positives = positivesAbove[last];
    double negatives = negativesAbove[last];
    DeLong ofPositives = new DeLong();
    DeLong ofNegatives = new DeLong();
    int positivesBefore = 0;
    int negativesBefore = 0;
    for (int i = 0; i <= last; i++) {
      double below = negatives - 0.5 * ((double) negativesAbove[i] + negativesBefore);
      double above = 0.5 * ((double) positivesAbove[i] + positivesBefore);
      ofPositives.add(below / negatives, positivesAbove[i] - positivesBefore);
      ofNegatives.add(above / positives, negativesAbove[i] - negativesBefore);
      positivesBefore = positivesAbove[i];
      negativesBefore = negativesAbove[i];
    }
    return ofPositives.varianceOfMean() + ofNegatives.varianceOfMean();
  }

  /** Adds a value so many times, by Welford's updates, which do not cancel. */
  private void add(double value, int times) {
    if (times > 0) {
      count += times;
      double off = value - mean;
      mean += off * times / count;
      squares += off * (value - mean) * times;
    }
  }

  private double varianceOfMean() {
    return count < 2 ? Double.NaN : squares / (count - 1.0) / count;
  }
}
