package dev.ringwatch.calibrate;

import java.util.Arrays;

/**
 * How far scores have moved since they were calibrated: the population stability index, the sum
 * over bins of (now - then) ln(now / then) of their shares. 0 is no change; larger is more.
 *
 * <p>By custom 0.1 is worth a look and 0.25 a change, but small samples reach these by chance: what
 * chance alone gives is {@link #expectedByChance} on average (B. Yurdakul: Statistical properties
 * of population stability index, 2018). Compare with both.
 *
 * @param index 0 or more
 * @param bins into how many bins scores were put, 1 or more; ties may leave fewer than were asked
 *     for
 * @param expectedByChance the index on average if nothing had changed, 0 or more
 */
public record PopulationStability(double index, int bins, double expectedByChance) {

  /**
   * Compares scores. Bins are those that divide {@code then} evenly; equal scores share a bin. A
   * bin that is empty on one side counts as half an account, so that the index is finite. O(n log
   * n).
   *
   * @param then scores when they were calibrated, at least one, none NaN
   * @param now scores of today, at least one, none NaN
   * @param bins at most so many, 2 or more; 10 is usual
   */
  public static PopulationStability of(double[] then, double[] now, int bins) {
    if (then.length == 0 || now.length == 0 || bins < 2) {
      throw new IllegalArgumentException(
          "cannot compare " + then.length + " scores with " + now.length + " in " + bins + " bins");
    }
    double[] edges = edges(then, bins);
    long[] before = counts(then, edges);
    long[] after = counts(now, edges);
    double index = 0;
    for (int i = 0; i < before.length; i++) {
      double p = Math.max(0.5, (double) before[i]) / then.length;
      double q = Math.max(0.5, (double) after[i]) / now.length;
      index += (q - p) * StrictMath.log(q / p);
    }
    double chance = (before.length - 1) * (1.0 / then.length + 1.0 / now.length);
    return new PopulationStability(index, before.length, chance);
  }

  /** The distinct upper ends of all bins but the last. */
  private static double[] edges(double[] then, int bins) {
    double[] sorted = then.clone();
    for (double score : sorted) {
      Share.requireScore(score);
    }
    Arrays.sort(sorted);
    double highest = sorted[sorted.length - 1];
    double[] edges = new double[bins - 1];
    for (int i = 0; i < edges.length; i++) {
      long place = ((i + 1L) * sorted.length + bins - 1) / bins - 1;
      edges[i] = sorted[(int) Math.max(0, place)];
    }
    return Arrays.stream(edges).filter(edge -> edge < highest).distinct().toArray();
  }

  private static long[] counts(double[] scores, double[] edges) {
    long[] counts = new long[edges.length + 1];
    for (double score : scores) {
      int found = Arrays.binarySearch(edges, Share.requireScore(score));
      counts[found >= 0 ? found : -found - 1]++;
    }
    return counts;
  }
}
