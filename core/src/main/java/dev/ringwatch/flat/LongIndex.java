package dev.ringwatch.flat;

import dev.ringwatch.event.StableHash;

/**
 * From 64-bit numbers to row numbers: open addressing with linear probing, each number beside its
 * row, so that a look-up mostly costs one cache line. Removal closes the gap (Knuth, The Art of
 * Computer Programming 3, 6.4, algorithm R).
 *
 * <p>Who chooses the numbers and knows where each of them belongs can choose those that crowd, and
 * make every look-up read through all of them. A seed that nobody knows takes that away; it moves
 * where numbers lie, and nothing that shows outside.
 *
 * <p>Not thread-safe. 32 to 64 bytes per entry, at most half of the slots in use; O(1) expected.
 */
public final class LongIndex {

  private static final int FIRST_SLOTS = 2;
  private static final int MAX_LENGTH = 1 << 30;

  /** Two longs a slot: the number, and its row plus one or 0 in a free slot. */
  private long[] slots;

  private int size;

  private final long seed;

  /**
   * An empty index.
   *
   * @param seed where numbers lie; for numbers that strangers choose a secret, drawn anew for every
   *     process
   * @param expected for how many numbers there shall be room
   */
  public LongIndex(long seed, int expected) {
    this.seed = seed;
    int length = 2 * FIRST_SLOTS;
    while (length < 4L * expected && length < MAX_LENGTH) {
      length *= 2;
    }
    slots = new long[length];
  }

  /** How many numbers have a row. */
  public int size() {
    return size;
  }

  /** The row of a number, -1 if it has none. */
  public int get(long number) {
    return (int) slots[2 * slot(number) + 1] - 1;
  }

  /**
   * Reads where a number belongs and nothing that hangs on it, so that the cache lines of several
   * numbers are fetched at a time and their look-ups find them near.
   *
   * @return something that must be used for the read to happen
   */
  public long bringNear(long number) {
    return slots[2 * home(number)];
  }

  /** Gives a number a row, instead of the one it may have. */
  public void put(long number, int row) {
    int slot = slot(number);
    if (slots[2 * slot + 1] == 0) {
      size++;
      if (4L * size > slots.length) {
        grow();
        slot = slot(number);
      }
    }
    slots[2 * slot] = number;
    slots[2 * slot + 1] = row + 1L;
  }

  /** Forgets a number, if it is there. */
  public void remove(long number) {
    int gap = slot(number);
    if (slots[2 * gap + 1] == 0) {
      return;
    }
    size--;
    int mask = mask();
    for (int slot = (gap + 1) & mask; slots[2 * slot + 1] != 0; slot = (slot + 1) & mask) {
      int home = home(slots[2 * slot]);
      boolean staysReachable = ((slot - home) & mask) < ((slot - gap) & mask);
      if (!staysReachable) {
        slots[2 * gap] = slots[2 * slot];
        slots[2 * gap + 1] = slots[2 * slot + 1];
        gap = slot;
      }
    }
    slots[2 * gap + 1] = 0;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    for (int i = 0; i < before.length; i += 2) {
      if (before[i + 1] != 0) {
        int slot = slot(before[i]);
        slots[2 * slot] = before[i];
        slots[2 * slot + 1] = before[i + 1];
      }
    }
  }

  /** Where a number is, or the free slot where it belongs. */
  private int slot(long number) {
    int mask = mask();
    int slot = home(number);
    while (slots[2 * slot + 1] != 0 && slots[2 * slot] != number) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int home(long number) {
    return (int) StableHash.mix(number ^ seed) & mask();
  }

  /** How many slots a look-up of a number reads. */
  int reads(long number) {
    return ((slot(number) - home(number)) & mask()) + 1;
  }

  private int mask() {
    return slots.length / 2 - 1;
  }
}
