package dev.ringwatch.flat;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Has every row looked at once a day, at the minute of the day that the hash of its name says: the
 * work is spread over the day, and when a row's turn is depends on nothing but its name. Not
 * thread-safe; 4 to 8 bytes for a row.
 */
public final class DailySweep {

  /** The minutes of a day. */
  public static final int MINUTES = 24 * 60;

  private final int[][] rows = new int[MINUTES][0];
  private final int[] sizes = new int[MINUTES];

  /** No rows yet. */
  public DailySweep() {}

  /** Adds a row that is not there. O(length of its name). */
  public void add(String name, int row) {
    int minute = minuteOf(name);
    int size = sizes[minute];
    if (size == rows[minute].length) {
      rows[minute] = Arrays.copyOf(rows[minute], 1 + size + (size >> 1));
    }
    rows[minute][size] = row;
    sizes[minute]++;
  }

  private static int minuteOf(String name) {
    return Math.floorMod(HashKey.PUBLIC.of(name), MINUTES);
  }

  /** The first minute from one on at which the row of a name is looked at. O(its length). */
  public static Tick turnFrom(Tick from, String name) {
    long wait = Math.floorMod(minuteOf(name) - from.epochMinute(), MINUTES);
    return new Tick(from.epochMinute() + wait);
  }

  /**
   * Shows the rows whose turn it is, and forgets some of them.
   *
   * @param turn the minute; null for all rows
   * @param gone looks at a row, and says whether to forget it; adds none
   */
  public void pass(@Nullable Tick turn, IntPredicate gone) {
    if (turn != null) {
      pass(Math.floorMod(turn.epochMinute(), MINUTES), gone);
      return;
    }
    for (int minute = 0; minute < MINUTES; minute++) {
      pass(minute, gone);
    }
  }

  private void pass(int place, IntPredicate gone) {
    int[] due = rows[place];
    int kept = 0;
    for (int i = 0; i < sizes[place]; i++) {
      if (!gone.test(due[i])) {
        due[kept++] = due[i];
      }
    }
    sizes[place] = kept;
    if (4 * kept < due.length) {
      rows[place] = Arrays.copyOf(due, kept);
    }
  }
}
