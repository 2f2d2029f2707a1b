package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.LongArrays;
import java.util.Arrays;

/** Puts accounts into the order of their ids, by number. */
public final class AccountOrder {

  private static final int LATIN_MAX = 0xFF;

  private AccountOrder() {}

  /**
   * The indexes of some ids in the order of the ids. Most ids are told apart by the eight
   * characters after those that all have in common (four, if any is beyond U+00FF), and these are
   * sorted as one number; only where they agree are texts compared. O(n) passes of a radix sort,
   * plus O(k log k) for k ids that agree.
   */
  public static int[] of(AccountId[] ids) {
    int skipped = commonPrefix(ids);
    int bits = isLatin(ids) ? Byte.SIZE : Character.SIZE;
    long[] prefixes = new long[ids.length];
    Arrays.parallelSetAll(prefixes, i -> prefix(ids[i].value(), skipped, bits));
    int[] order = new int[ids.length];
    Arrays.setAll(order, i -> i);
    LongArrays.parallelRadixSortIndirect(order, prefixes, false);
    int from = 0;
    for (int to = 1; to <= order.length; to++) {
      if (to == order.length || prefixes[order[to]] != prefixes[order[from]]) {
        if (to - from > 1) {
          IntArrays.parallelQuickSort(
              order, from, to, (one, other) -> ids[one].compareTo(ids[other]));
        }
        from = to;
      }
    }
    return order;
  }

  /** The first characters as a number whose signed order is theirs; the end comes first. */
  private static long prefix(String id, int skipped, int bits) {
    long prefix = 0;
    for (int i = 0; i < Long.SIZE / bits; i++) {
      int at = skipped + i;
      prefix = prefix << bits | (at < id.length() ? id.charAt(at) : 0);
    }
    return prefix ^ Long.MIN_VALUE;
  }

  private static int commonPrefix(AccountId[] ids) {
    String first = ids.length == 0 ? "" : ids[0].value();
    int common = first.length();
    for (AccountId id : ids) {
      common = Math.min(common, id.value().length());
      int same = 0;
      while (same < common && id.value().charAt(same) == first.charAt(same)) {
        same++;
      }
      common = same;
    }
    return common;
  }

  private static boolean isLatin(AccountId[] ids) {
    for (AccountId id : ids) {
      String value = id.value();
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) > LATIN_MAX) {
          return false;
        }
      }
    }
    return true;
  }
}
