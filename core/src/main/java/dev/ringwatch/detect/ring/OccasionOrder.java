package dev.ringwatch.detect.ring;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/**
 * Puts occasions into the order of their pairs. Most were there the last time, in the same rows: if
 * they are still in order, only what came since is sorted, and both are merged. Whether they are is
 * looked at, so that the order is right whatever became of the rows.
 *
 * <p>Used by one thread at a time. 4 bytes for each occasion of the last time.
 */
final class OccasionOrder {

  private int[] last = {};

  /**
   * What occasions are put into order by, by row.
   *
   * @param pairs the lower and the higher account
   * @param rests the key and the time
   * @param lags by how much the lower account acted earlier
   */
  @SuppressWarnings("ArrayRecordComponent") // columns, handed over and not copied
  record Columns(long[] pairs, long[] rests, int[] lags) {

    int size() {
      return pairs.length;
    }

    int compare(int one, int other) {
      int byPair = Long.compare(pairs[one], pairs[other]);
      return byPair != 0 ? byPair : compareOfPair(one, other);
    }

    int compareOfPair(int one, int other) {
      int byRest = Long.compare(rests[one], rests[other]);
      return byRest != 0 ? byRest : Integer.compare(lags[one], lags[other]);
    }
  }

  /**
   * The rows in order. O(n) if most are in the order of the last time, with O(m log m) for m that
   * came since; else O(n) passes of a radix sort by pair, then O(m log m) for the m of each pair.
   */
  int[] of(Columns columns) {
    int[] before = last;
    int more = columns.size() - before.length;
    boolean isKept = more >= 0 && more <= before.length && isInOrder(before, columns);
    last = isKept ? merged(before, added(before.length, columns), columns) : sorted(columns);
    return last;
  }

  private static boolean isInOrder(int[] order, Columns columns) {
    for (int i = 1; i < order.length; i++) {
      if (columns.compare(order[i - 1], order[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  private static int[] added(int first, Columns columns) {
    int[] rows = new int[columns.size() - first];
    Arrays.setAll(rows, i -> first + i);
    IntArrays.mergeSort(rows, columns::compare);
    return rows;
  }

  private static int[] merged(int[] some, int[] others, Columns columns) {
    int[] all = new int[some.length + others.length];
    int at = 0;
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      boolean isOther =
          at == some.length
              || (next < others.length && columns.compare(others[next], some[at]) < 0);
      all[i] = isOther ? others[next++] : some[at++];
    }
    return all;
  }

  /**
   * Sorts by pair, then the rows of each pair, which lie together. Not by a radix sort before that
   * of the pairs: fastutil's keeps the order of equals only if it begins with ascending indexes.
   */
  private static int[] sorted(Columns columns) {
    int[] order = new int[columns.size()];
    Arrays.setAll(order, i -> i);
    LongArrays.parallelRadixSortIndirect(order, columns.pairs, false);
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      if (to == order.length || columns.pairs[order[to]] != columns.pairs[order[from]]) {
        if (to - from > 1) {
          IntArrays.quickSort(order, from, to, columns::compareOfPair);
        }
        from = to;
      }
    }
    return order;
  }
}
