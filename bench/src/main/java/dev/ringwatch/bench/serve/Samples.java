package dev.ringwatch.bench.serve;

import java.util.Arrays;
import java.util.Locale;

/** Times that were measured, all of them kept. Safe for threads. */
final class Samples {

  private static final double NANOS_PER_MILLI = 1e6;

  private long[] nanos = new long[1024];
  private int size;

  /** Adds one. */
  synchronized void add(long sampleNanos) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = sampleNanos;
  }

  synchronized int size() {
    return size;
  }

  /**
   * The smallest time that at least a share of the samples does not exceed, in milliseconds; NaN
   * without samples. O(n log n).
   *
   * @param share 0 to 1; 1 gives the largest
   */
  synchronized double quantileMillis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * size);
    return sorted[Math.clamp(rank - 1, 0, size - 1)] / NANOS_PER_MILLI;
  }

  /** Median, 99th percentile, largest and number, as cells of a table. */
  String cells() {
    return String.format(
        Locale.ROOT,
        "%.1f | %.1f | %.1f | %,d",
        quantileMillis(0.5),
        quantileMillis(0.99),
        quantileMillis(1),
        size());
  }
}
