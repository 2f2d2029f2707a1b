package dev.ringwatch.feature;

import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often each value of a field occurred, for the k values with the smallest hashes: exact below
 * k distinct values; beyond it a uniform sample of the values, each kept one with its exact count,
 * because a value that is among the k smallest in the end was so from its first occurrence on. Each
 * value also carries how many accounts are known to use it and whether it was new to the account on
 * the pane's day. Independent of order up to the order of its own slots; not thread-safe; 16 bytes
 * per kept value.
 */
final class ValueCounts {

  private final int limit;
  private long[] hashes = new long[1];

  /** Two numbers for each value: its count; its accounts times two, plus one if it is new. */
  private int[] numbers = new int[2];

  private int size;
  private int largest;
  private boolean overflowed;
  private long total;

  ValueCounts(int limit) {
    this.limit = limit;
  }

  ValueCounts(ValueCounts other) {
    limit = other.limit;
    hashes = other.hashes.clone();
    numbers = other.numbers.clone();
    size = other.size;
    largest = other.largest;
    overflowed = other.overflowed;
    total = other.total;
  }

  ValueCounts(int limit, BlockReader in) throws IOException {
    this.limit = limit;
    int header = in.readCount(2 * limit + 1);
    size = header >>> 1;
    overflowed = (header & 1) != 0;
    total = in.readLong();
    hashes = new long[Math.max(size, 1)];
    numbers = new int[2 * hashes.length];
    in.readLongs(hashes, size);
    in.readInts(numbers, 0, 2 * size);
    findLargest();
  }

  void writeTo(BlockWriter out) throws IOException {
    out.putInt(size << 1 | (overflowed ? 1 : 0));
    out.putLong(total);
    out.putLongs(hashes, size);
    out.putInts(numbers, 0, 2 * size);
  }

  /** Where a value is, -1 if it is not kept. O(k). */
  int indexOf(long hash) {
    for (int i = 0; i < size; i++) {
      if (hashes[i] == hash) {
        return i;
      }
    }
    return -1;
  }

  /** Counts a value; returns where it is kept, -1 if it is not. O(k). */
  int add(long hash, int times) {
    total += times;
    int index = indexOf(hash);
    if (index < 0) {
      index = insert(hash);
    }
    if (index >= 0) {
      numbers[2 * index] += times;
    }
    return index;
  }

  private int insert(long hash) {
    if (size == limit) {
      overflowed = true;
      if (hash > hashes[largest]) {
        return -1;
      }
      return place(largest, hash);
    }
    if (size == hashes.length) {
      int capacity = Math.min(limit, size * 2);
      hashes = Arrays.copyOf(hashes, capacity);
      numbers = Arrays.copyOf(numbers, 2 * capacity);
    }
    return place(size++, hash);
  }

  private int place(int index, long hash) {
    hashes[index] = hash;
    numbers[2 * index] = 0;
    numbers[2 * index + 1] = 2;
    findLargest();
    return index;
  }

  private void findLargest() {
    largest = 0;
    for (int i = 1; i < size; i++) {
      if (hashes[i] > hashes[largest]) {
        largest = i;
      }
    }
  }

  void addAll(ValueCounts other) {
    overflowed |= other.overflowed;
    long before = total;
    for (int i = 0; i < other.size; i++) {
      int index = add(other.hashes[i], other.count(i));
      if (index >= 0 && other.accounts(i) > accounts(index)) {
        setAccounts(index, other.accounts(i));
      }
    }
    total = before + other.total;
  }

  /** Says how many accounts use a value; ignored if the value is not kept. */
  void share(long hash, int numberOfAccounts) {
    int index = indexOf(hash);
    if (index >= 0) {
      setAccounts(index, numberOfAccounts);
    }
  }

  int accounts(int index) {
    return numbers[2 * index + 1] >> 1;
  }

  private void setAccounts(int index, int numberOfAccounts) {
    numbers[2 * index + 1] = 2 * numberOfAccounts | (numbers[2 * index + 1] & 1);
  }

  private int count(int index) {
    return numbers[2 * index];
  }

  boolean isFresh(int index) {
    return (numbers[2 * index + 1] & 1) != 0;
  }

  void markFresh(int index) {
    numbers[2 * index + 1] |= 1;
  }

  /** Whether some values are not kept, so that a missing one may have been there. */
  boolean isOverflowed() {
    return overflowed;
  }

  long total() {
    return total;
  }

  /** The number of distinct values. */
  double distinct() {
    return overflowed ? KeptShare.distinct(size, hashes[largest]) : size;
  }

  /** Shannon entropy of the counts in bits; an estimate once values were left out. */
  double entropyBits() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double share = (double) count(i) / total;
      sum -= share * StrictMath.log(share);
    }
    double scale = overflowed ? distinct() / size : 1;
    return Math.max(0, sum * scale / StrictMath.log(2));
  }

  /** Over the kept values, the mean number of other accounts. */
  double meanOtherAccounts() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += accounts(i) - 1;
    }
    return sum / size;
  }

  /** The largest number of other accounts on one kept value. */
  int maxOtherAccounts() {
    int max = 0;
    for (int i = 0; i < size; i++) {
      max = Math.max(max, accounts(i) - 1);
    }
    return max;
  }

  /** The hash of the most frequent value, of several the smallest; 0 without values. */
  long mostFrequentHash() {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (best < 0
          || count(i) > count(best)
          || (count(i) == count(best) && hashes[i] < hashes[best])) {
        best = i;
      }
    }
    return best < 0 ? 0 : hashes[best];
  }
}
