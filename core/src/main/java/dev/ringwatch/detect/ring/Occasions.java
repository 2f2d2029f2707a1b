package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.flat.IntRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The occasions on which accounts acted together. Bounded: {@link #shed} sheds the widest gaps when
 * there are a quarter more than the limit, until at most the limit is left, and as wide ones are
 * refused from then on; where even those of no gap are too many, it sheds all of the keys that have
 * the most, whose crowds say least. Both are counted. What is kept depends on when that is called,
 * not on the order in between. Accounts and keys are numbers of whoever adds them. Not thread-safe;
 * 20 bytes each.
 */
public final class Occasions {

  private static final int KEY = 0;
  private static final int EARLIER = 1;
  private static final int LATER = 2;
  private static final int MINUTE = 3;
  private static final int GAP = 4;
  private static final int WIDTH = 5;

  /** Of a gap, so many bits at most are counted at once. */
  private static final int UPPER_BITS = 16;

  private final int limit;
  private IntRows rows = new IntRows(WIDTH);
  private int widestGapMillis = Integer.MAX_VALUE;
  private long shed;

  /** Earlier ones count no more. */
  private int firstMinute = Integer.MIN_VALUE;

  /**
   * None yet.
   *
   * @param limit how many are kept, at least 1
   */
  public Occasions(int limit) {
    this.limit = limit;
  }

  /** The occasions that {@link #freeze} froze, under the same limit. */
  public Occasions(int limit, BlockReader in) throws IOException {
    this.limit = limit;
    widestGapMillis = in.readCount();
    shed = in.readLong();
    rows = IntRows.read(in, WIDTH);
  }

  private Occasions(Occasions from) {
    limit = from.limit;
    widestGapMillis = from.widestGapMillis;
    shed = from.shed;
    rows = from.rows.copy();
  }

  /** All as they are now, for another thread, until {@link #thaw}. O(rows / 4096). */
  public Occasions copy() {
    return new Occasions(this);
  }

  /** All as they are now, to be written while they change. O(rows / 4096). */
  public Frozen freeze() {
    int heldGap = widestGapMillis;
    long heldShed = shed;
    Frozen heldRows = rows.freeze();
    return out -> {
      out.putInt(heldGap);
      out.putLong(heldShed);
      heldRows.writeTo(out);
    };
  }

  /** No frozen view or copy of these occasions will be used any more. */
  public void thaw() {
    rows.thaw();
  }

  /**
   * Adds one occasion, unless as wide ones were shed.
   *
   * @param key the co-action key
   * @param earlier the account that acted before
   * @param later the account that acted after, or at the same millisecond
   * @param epochMillis when the later one acted
   * @param gapMillis how long after the earlier one
   */
  public void add(int key, int earlier, int later, long epochMillis, int gapMillis) {
    add(key, earlier, later, (int) Math.floorDiv(epochMillis, Tick.MILLIS), gapMillis);
  }

  private void add(int key, int earlier, int later, int minute, int gapMillis) {
    if (minute < firstMinute) {
      return;
    }
    if (gapMillis > widestGapMillis) {
      shed++;
      return;
    }
    int row = rows.add();
    rows.set(row, KEY, key);
    rows.set(row, EARLIER, earlier);
    rows.set(row, LATER, later);
    rows.set(row, MINUTE, minute);
    rows.set(row, GAP, gapMillis);
  }

  /** Adds all of another collection. O(its size). */
  public void addAll(Occasions other) {
    for (int row = 0; row < other.size(); row++) {
      add(
          other.key(row),
          other.earlier(row),
          other.later(row),
          other.minute(row),
          other.gapMillis(row));
    }
  }

  /**
   * Forgets all before a minute, and those that are yet to be added; with the room that they leave,
   * all gaps are kept again. O(size).
   *
   * @param minute minutes since 1970
   */
  public void forgetBefore(int minute) {
    firstMinute = minute;
    removeBefore(minute);
  }

  /**
   * Gives keys and accounts other numbers. O(size).
   *
   * @param keys from the numbers of keys now to those from now on
   * @param accounts likewise
   */
  public void renumber(IntUnaryOperator keys, IntUnaryOperator accounts) {
    for (int row = 0; row < size(); row++) {
      rows.set(row, KEY, keys.applyAsInt(key(row)));
      rows.set(row, EARLIER, accounts.applyAsInt(earlier(row)));
      rows.set(row, LATER, accounts.applyAsInt(later(row)));
    }
  }

  /** Removes all before a minute since 1970; with the room that they leave, all gaps are kept. */
  public void removeBefore(int minute) {
    if (IntStream.range(0, size()).anyMatch(row -> minute(row) < minute)) {
      Occasions kept = new Occasions(limit);
      kept.firstMinute = minute;
      kept.addAll(this);
      rows = kept.rows;
      widestGapMillis = Integer.MAX_VALUE;
    }
  }

  /** Sheds the widest gaps if there are too many; to be called when a tick closes. */
  public void shed() {
    if (size() > limit + limit / 4) {
      widestGapMillis = Math.max(0, widestOfTightest(limit + 1) - 1);
      Occasions kept = new Occasions(limit);
      kept.widestGapMillis = widestGapMillis;
      kept.addAll(this);
      shed += kept.shed;
      rows = kept.size() > limit ? withoutCrowds(kept) : kept.rows;
    }
  }

  /**
   * The widest gap of the tightest so many, in milliseconds: by counting the upper bits of all, and
   * then the lower ones of those that have the upper bits found. O(size).
   *
   * @param count from 1 to the size
   */
  int widestOfTightest(int count) {
    int most = 0;
    for (int row = 0; row < size(); row++) {
      most = Math.max(most, gapMillis(row));
    }
    int lower = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(most) - UPPER_BITS);
    int[] byUpper = new int[(most >>> lower) + 1];
    for (int row = 0; row < size(); row++) {
      byUpper[gapMillis(row) >>> lower]++;
    }
    int left = count;
    int upper = 0;
    while (byUpper[upper] < left) {
      left -= byUpper[upper++];
    }
    int[] byLower = new int[1 << lower];
    for (int row = 0; row < size(); row++) {
      int gap = gapMillis(row);
      byLower[gap & (byLower.length - 1)] += gap >>> lower == upper ? 1 : 0;
    }
    int last = 0;
    while (byLower[last] < left) {
      left -= byLower[last++];
    }
    return (upper << lower) | last;
  }

  /** The rows of the keys with the fewest, as many whole keys as fit the limit. */
  private IntRows withoutCrowds(Occasions all) {
    int[] countByKey = new int[1 + IntStream.range(0, all.size()).map(all::key).max().orElse(0)];
    IntStream.range(0, all.size()).forEach(row -> countByKey[all.key(row)]++);
    int[] counts = countByKey.clone();
    Arrays.sort(counts);
    int place = 0;
    long sum = 0;
    while (place < counts.length && sum + counts[place] <= limit) {
      sum += counts[place++];
    }
    int leastShed = place < counts.length ? counts[place] : Integer.MAX_VALUE;
    Occasions kept = new Occasions(limit);
    for (int row = 0; row < all.size(); row++) {
      if (countByKey[all.key(row)] < leastShed) {
        kept.add(
            all.key(row), all.earlier(row), all.later(row), all.minute(row), all.gapMillis(row));
      }
    }
    shed += all.size() - kept.size();
    return kept.rows;
  }

  /** Forgets all, and keeps the memory for the next. */
  public void clear() {
    rows.clear();
  }

  /** How many are kept. */
  public int size() {
    return rows.size();
  }

  /** How many were shed or refused. */
  public long shedOccasions() {
    return shed;
  }

  int key(int row) {
    return rows.get(row, KEY);
  }

  int earlier(int row) {
    return rows.get(row, EARLIER);
  }

  int later(int row) {
    return rows.get(row, LATER);
  }

  /** When the later of the two acted, in minutes since 1970. */
  int minute(int row) {
    return rows.get(row, MINUTE);
  }

  int gapMillis(int row) {
    return rows.get(row, GAP);
  }
}
