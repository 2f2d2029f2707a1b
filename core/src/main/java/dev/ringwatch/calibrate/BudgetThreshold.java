package dev.ringwatch.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The smallest threshold that no more accounts reach in a day than can be looked at.
 *
 * @param threshold flag what scores as much or more
 * @param accounts how many reach it on the busiest day
 */
public record BudgetThreshold(double threshold, long accounts) {

  /**
   * Chooses one. O(n log n).
   *
   * @param days the scores of all accounts, an array for each day; at least one score
   * @param budget how many can be looked at in a day
   * @return empty if more have the highest score there is
   */
  static Optional<BudgetThreshold> of(List<double[]> days, long budget, ScoreGrid grid) {
    double threshold = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (double[] day : days) {
      double[] sorted = day.clone();
      Arrays.sort(sorted);
      if (sorted.length > budget) {
        OptionalDouble above = grid.above(sorted[sorted.length - 1 - (int) budget]);
        if (above.isEmpty()) {
          return Optional.empty();
        }
        threshold = Math.max(threshold, above.getAsDouble());
      }
      lowest = sorted.length == 0 ? lowest : Math.min(lowest, sorted[0]);
    }
    double from = Math.max(threshold, lowest);
    return Optional.of(new BudgetThreshold(from, onBusiestDay(days, from)));
  }

  /** How many scores of a day are at least so high, on the day that has most of them. */
  static long onBusiestDay(List<double[]> days, double threshold) {
    return days.stream()
        .mapToLong(day -> Arrays.stream(day).filter(score -> score >= threshold).count())
        .max()
        .orElse(0);
  }
}
