package dev.ringwatch.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The threshold at which wrongly flagged and missed accounts together cost least.
 *
 * @param threshold flag what scores as much or more
 * @param cost per account of the population, in missed abusive accounts
 */
public record CostThreshold(double threshold, double cost) {

  /**
   * Chooses one, the largest where several cost the same. Each label counts for 1 / its inclusion
   * probability. O(n log n).
   *
   * @param labels both kinds
   * @param ratio what flagging a benign account costs, in missed abusive ones
   * @return empty if flagging nobody costs least, and no threshold is above all scores
   */
  static Optional<CostThreshold> of(List<LabelledScore> labels, double ratio, ScoreGrid grid) {
    double[] scores = distinct(labels);
    double[] change = new double[scores.length];
    double all = 0;
    double missed = 0;
    for (LabelledScore label : labels) {
      double weight = label.weight();
      all += weight;
      missed += label.abusive() ? weight : 0;
      change[Arrays.binarySearch(scores, label.score())] +=
          label.abusive() ? -weight : ratio * weight;
    }
    int best = scores.length;
    double least = missed;
    double cost = missed;
    for (int i = scores.length - 1; i >= 0; i--) {
      cost += change[i];
      if (cost < least - 1e-12 * missed) {
        least = cost;
        best = i;
      }
    }
    OptionalDouble threshold =
        best < scores.length
            ? OptionalDouble.of(scores[best])
            : grid.above(scores[scores.length - 1]);
    double perAccount = Math.max(0, least) / all;
    return threshold.isEmpty()
        ? Optional.empty()
        : Optional.of(new CostThreshold(threshold.getAsDouble(), perAccount));
  }

  /** Every score once, the smallest first. */
  private static double[] distinct(List<LabelledScore> labels) {
    double[] sorted = labels.stream().mapToDouble(LabelledScore::score).sorted().toArray();
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] > sorted[count - 1]) {
        sorted[count++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, count);
  }
}
