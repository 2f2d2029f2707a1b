package dev.ringwatch.bench.serve;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Times that were measured, all of them kept. Safe for threads. */
final class Samples {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long begun = System.nanoTime();
  private long[] nanos = new long[1024];
  private int[] seconds = new int[1024];
  private int size;

  /** Adds one. */
  synchronized void add(long sampleNanos) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      seconds = Arrays.copyOf(seconds, 2 * size);
    }
    nanos[size] = sampleNanos;
    seconds[size++] = (int) ((System.nanoTime() - begun) / 1_000_000_000L);
  }

  /**
   * In which seconds since the beginning samples took longer than some time, such as {@code 61: 12
   * up to 468 ms}: whether what makes them slow comes at certain times.
   */
  synchronized String slowSeconds(double overMillis) {
    Map<Integer, Long> slowest = new TreeMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      if (nanos[i] > overMillis * NANOS_PER_MILLI) {
        slowest.merge(seconds[i], nanos[i], Math::max);
        counts.merge(seconds[i], 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(entry ->
            String.format(
                Locale.ROOT,
                "%d: %d up to %.0f ms",
                entry.getKey(),
                entry.getValue(),
                slowest.getOrDefault(entry.getKey(), 0L) / NANOS_PER_MILLI))
        .collect(Collectors.joining("; "));
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
