package dev.ringwatch.postgres.log;

import java.util.Arrays;

/**
 * A set of 64-bit hashes that remembers 42 bits of each: what was added is always found, and what
 * was not is found with a probability of n / 2<sup>42</sup> after n additions. 5 to 11 bytes for
 * each fingerprint. Used by one thread at a time.
 *
 * <p>Ten bits of a hash choose one of 1,024 small open-addressing tables, 32 others are kept in it
 * and say the place there. So a table can grow by itself, from what it holds, and no call ever
 * moves more than a thousandth of the set.
 */
final class Fingerprints {

  private static final int TABLE_BITS = 10;
  private static final int SMALLEST = 4;
  private static final int EMPTY = 0;

  /** Spreads neighbouring fingerprints; odd, from the golden ratio. */
  private static final int SPREAD = 0x9E3779B9;

  private static final int[] NONE = {};

  private final int[][] tables = new int[1 << TABLE_BITS][];
  private final int[] sizes = new int[1 << TABLE_BITS];

  /** An empty set; 8 KB. */
  Fingerprints() {
    Arrays.fill(tables, NONE);
  }

  /** Adds a hash; false if it seems to be there. O(1). */
  boolean add(long hash) {
    int table = tableOf(hash);
    int fingerprint = fingerprintOf(hash);
    int[] slots = tables[table];
    if (slots.length == 0) {
      slots = new int[SMALLEST];
      tables[table] = slots;
    }
    int place = place(slots, fingerprint);
    if (slots[place] == fingerprint) {
      return false;
    }
    slots[place] = fingerprint;
    if (4 * ++sizes[table] > 3 * slots.length) {
      tables[table] = grown(slots);
    }
    return true;
  }

  /** Whether a hash may be there; never false for one that is. O(1). */
  boolean mayHold(long hash) {
    int[] slots = tables[tableOf(hash)];
    if (slots.length == 0) {
      return false;
    }
    int fingerprint = fingerprintOf(hash);
    return slots[place(slots, fingerprint)] == fingerprint;
  }

  /** The place of a fingerprint, or the free one where it belongs. */
  private static int place(int[] slots, int fingerprint) {
    int shift = Integer.numberOfLeadingZeros(slots.length) + 1;
    int place = (fingerprint * SPREAD) >>> shift;
    while (slots[place] != EMPTY && slots[place] != fingerprint) {
      place = (place + 1) & (slots.length - 1);
    }
    return place;
  }

  private static int[] grown(int[] slots) {
    int[] larger = new int[2 * slots.length];
    for (int fingerprint : slots) {
      if (fingerprint != EMPTY) {
        larger[place(larger, fingerprint)] = fingerprint;
      }
    }
    return larger;
  }

  private static int tableOf(long hash) {
    return (int) (hash >>> (Long.SIZE - TABLE_BITS));
  }

  private static int fingerprintOf(long hash) {
    int fingerprint = (int) hash;
    return fingerprint == EMPTY ? 1 : fingerprint;
  }
}
