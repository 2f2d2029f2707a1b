package dev.ringwatch.feature;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;

/**
 * Trailing-window counts summed over events: one row per window of 5, 15 and 60 minutes. Not
 * thread-safe.
 */
final class WindowSums {

  static final int[] MINUTES = {5, 15, 60};

  private final long[] sums = new long[MINUTES.length];
  private final int[] maxima = new int[MINUTES.length];

  WindowSums() {}

  WindowSums(BlockReader in) throws IOException {
    in.readLongs(sums, sums.length);
    in.readInts(maxima, 0, maxima.length);
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putLongs(sums, sums.length);
    out.putInts(maxima, 0, maxima.length);
  }

  /** Takes in the events of one minute, given the minutes before it. */
  void add(long minute, int count, RecentMinutes recent) {
    for (int w = 0; w < MINUTES.length; w++) {
      int trailing = count + recent.before(minute, MINUTES[w]);
      sums[w] += (long) count * trailing;
      maxima[w] = Math.max(maxima[w], trailing);
    }
  }

  void addAll(WindowSums other) {
    for (int w = 0; w < MINUTES.length; w++) {
      sums[w] += other.sums[w];
      maxima[w] = Math.max(maxima[w], other.maxima[w]);
    }
  }

  /** The sum over events of the trailing count of window w. */
  long sum(int w) {
    return sums[w];
  }

  /** The largest trailing count of window w. */
  int max(int w) {
    return maxima[w];
  }
}
