package dev.ringwatch.feature;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * The minutes of the last hour in which an account acted, with their counts, oldest first. Not
 * thread-safe.
 */
final class RecentMinutes {

  private static final int HOUR = 60;

  private long[] minutes = new long[2];
  private int[] counts = new int[2];
  private int size;

  RecentMinutes() {}

  RecentMinutes(RecentMinutes other) {
    minutes = other.minutes.clone();
    counts = other.counts.clone();
    size = other.size;
  }

  RecentMinutes(BlockReader in) throws IOException {
    size = in.readCount(HOUR);
    minutes = new long[Math.max(size, 2)];
    counts = new int[minutes.length];
    in.readLongs(minutes, size);
    in.readInts(counts, 0, size);
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putInt(size);
    out.putLongs(minutes, size);
    out.putInts(counts, 0, size);
  }

  /** Adds a minute later than all before and forgets those an hour older. */
  void add(long minute, int count) {
    int stale = 0;
    while (stale < size && minutes[stale] <= minute - HOUR) {
      stale++;
    }
    if (stale > 0) {
      System.arraycopy(minutes, stale, minutes, 0, size - stale);
      System.arraycopy(counts, stale, counts, 0, size - stale);
      size -= stale;
    }
    if (size == minutes.length) {
      minutes = Arrays.copyOf(minutes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    minutes[size] = minute;
    counts[size++] = count;
  }

  /**
   * Actions in the {@code window} minutes that end just before {@code minute}, for windows up to an
   * hour.
   */
  int before(long minute, int window) {
    int sum = 0;
    for (int i = size - 1; i >= 0 && minutes[i] > minute - window; i--) {
      sum += counts[i];
    }
    return sum;
  }
}
