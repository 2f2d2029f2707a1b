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
    return ofCounts(counts(then, edges), counts(now, edges));
  }

  /**
   * The same of scores that are counted already, in bins that are the same on both sides. One that
   * is empty on one side counts as half an account.
   *
   * @param then how many accounts were in each bin, one at least in all
   * @param now how many there are today, one at least in all; as many bins
   */
  public static PopulationStability ofCounts(long[] then, long[] now) {
    double before = Arrays.stream(then).sum();
    double after = Arrays.stream(now).sum();
    if (then.length != now.length || before < 1 || after < 1) {
      throw new IllegalArgumentException(
          "cannot compare %.0f accounts in %d bins with %.0f in %d"
              .formatted(before, then.length, after, now.length));
    }
    double index = 0;
    for (int i = 0; i < then.length; i++) {
      double p = Math.max(0.5, (double) then[i]) / before;
      double q = Math.max(0.5, (double) now[i]) / after;
      index += (q - p) * StrictMath.log(q / p);
    }
    double chance = (then.length - 1) * (1 / before + 1 / after);
    return new PopulationStability(index, then.length, chance);
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
