package dev.ringwatch.detect.ring;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Puts occasions into the order of their pairs. Most were there the last time, in the same rows: if
 * they are still in order, only what came since is sorted, and both are merged. Whether they are is
 * looked at, so that the order is right whatever became of the rows.
 *
 * <p>Used by one thread at a time. 4 bytes for each occasion of the last time.
 */
final class OccasionOrder {

  /** The rows of the last time, in order. */
  private int[] last = {};

  /**
   * What occasions are put into order by, by place.
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
   * The places of the columns in order. O(n) if most are in the order of the last time, with O(m
   * log m) for m that came since; else O(n) passes of a radix sort by pair, then O(m log m) for the
   * m of each pair.
   *
   * @param rows by place: the row of the occasion, ascending
   */
  int[] of(Columns columns, int[] rows) {
    int[] before = places(rows);
    boolean isKept = rows.length - before.length <= before.length && isInOrder(before, columns);
    int[] order = isKept ? merged(before, added(before, columns), columns) : sorted(columns);
    last = new int[order.length];
    Arrays.setAll(last, i -> rows[order[i]]);
    return order;
  }

  /** Where the rows of the last time are now, in their order, but for those that are gone. */
  private int[] places(int[] rows) {
    int[] placeOf = new int[rows.length == 0 ? 0 : rows[rows.length - 1] + 1];
    Arrays.fill(placeOf, -1);
    for (int place = 0; place < rows.length; place++) {
      placeOf[rows[place]] = place;
    }
    int[] places = new int[last.length];
    int count = 0;
    for (int row : last) {
      if (row < placeOf.length && placeOf[row] >= 0) {
        places[count++] = placeOf[row];
      }
    }
    return Arrays.copyOf(places, count);
  }

  private static boolean isInOrder(int[] order, Columns columns) {
    for (int i = 1; i < order.length; i++) {
      if (columns.compare(order[i - 1], order[i]) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The others, in order. */
  private static int[] added(int[] before, Columns columns) {
    BitSet known = new BitSet(columns.size());
    for (int place : before) {
      known.set(place);
    }
    known.flip(0, columns.size());
    int[] places = known.stream().toArray();
    IntArrays.mergeSort(places, columns::compare);
    return places;
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
