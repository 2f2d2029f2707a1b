package dev.ringwatch.calibrate;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A threshold that keeps a bound on false positives, with what the promise rests on.
 *
 * @param threshold flag what scores as much or more
 * @param rank the place, counted from the smallest, of the benign score that the threshold is just
 *     above: 1 to {@code benign}
 * @param benign how many benign accounts of the random audit there are
 * @param violation the probability that the true rate exceeds the bound all the same; less where
 *     scores tie
 * @param flagged how many of these benign accounts are flagged
 */
public record BoundedThreshold(
    double threshold, int rank, int benign, double violation, int flagged) {

  /**
   * Chooses one by the rule of {@link FalsePositiveBound}. O(n log n).
   *
   * @param benign scores of benign accounts, a random sample of all of them, independent of one
   *     another; none NaN
   * @return empty if they are too few, or so many have the highest score there is that no threshold
   *     keeps the bound
   */
  public static Optional<BoundedThreshold> of(
      double[] benign, FalsePositiveBound bound, ScoreGrid grid) {
    double[] sorted = benign.clone();
    for (double score : sorted) {
      Share.requireScore(score);
    }
    Arrays.sort(sorted);
    OptionalInt rank = bound.rank(sorted.length);
    if (rank.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble threshold = grid.above(sorted[rank.getAsInt() - 1]);
    if (threshold.isEmpty()) {
      return Optional.empty();
    }
    double from = threshold.getAsDouble();
    return Optional.of(
        new BoundedThreshold(
            from,
            rank.getAsInt(),
            sorted.length,
            bound.violation(rank.getAsInt(), sorted.length),
            sorted.length - firstFrom(sorted, from)));
  }

  /** How many sorted scores are below a threshold. */
  static int firstFrom(double[] sorted, double threshold) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] >= threshold) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
