package dev.ringwatch.feature;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Counts distinct values by their k smallest hashes (Bar-Yossef et al., "Counting distinct elements
 * in a data stream", 2002): exact below k values, beyond it an estimate with a relative standard
 * error of about 1 / sqrt(k - 2). Independent of order; two counts merge into the count of the
 * union. Not thread-safe. At most 8k bytes.
 */
final class DistinctCount {

  private final int limit;
  private long[] hashes = new long[2];
  private int size;
  private boolean overflowed;

  DistinctCount(int limit) {
    this.limit = limit;
  }

  DistinctCount(DistinctCount other) {
    limit = other.limit;
    hashes = other.hashes.clone();
    size = other.size;
    overflowed = other.overflowed;
  }

  DistinctCount(int limit, BlockReader in) throws IOException {
    this.limit = limit;
    int header = in.readCount(2 * limit + 1);
    size = header >>> 1;
    overflowed = (header & 1) != 0;
    hashes = new long[Math.max(size, 2)];
    in.readLongs(hashes, size);
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putInt(size << 1 | (overflowed ? 1 : 0));
    out.putLongs(hashes, size);
  }

  /** Counts a value by its uniform 64-bit hash. O(log k), O(k) when new. */
  void add(long hash) {
    int found = Arrays.binarySearch(hashes, 0, size, hash);
    if (found >= 0) {
      return;
    }
    int at = -found - 1;
    if (size == limit) {
      overflowed = true;
      if (at == size) {
        return;
      }
      size--;
    } else if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(limit, size * 2));
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  void addAll(DistinctCount other) {
    overflowed |= other.overflowed;
    for (int i = 0; i < other.size; i++) {
      add(other.hashes[i]);
    }
  }

  /** The number of distinct values. */
  double estimate() {
    return overflowed ? KeptShare.distinct(size, hashes[size - 1]) : size;
  }
}
