package dev.ringwatch.pipeline;

import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.DailySweep;
import java.io.Serializable;

/**
 * How much a driver remembers, and for how long.
 *
 * <p>What is older than the days is forgotten: what that is changes at midnight (UTC) for all
 * alike, and each key and each account then forgets once in the course of the day ({@link
 * DailySweep}). What does not fit into the bytes is shed, the oldest and weakest first.
 *
 * @param days how many whole days before today still count; 0 for all
 * @param bytes how much memory the state may take by the sizes stated here; 0 for any
 */
public record StateBounds(int days, long bytes) implements Serializable {

  /** What an account takes: its id, its places in indexes, and of its profile what is no day's. */
  public static final int ACCOUNT_BYTES = 600;

  /** What each day of an account takes: a pane with a few values of each field. */
  public static final int DAY_BYTES = 900;

  /** What a link key of one account takes besides its text: its row, its places in indexes. */
  public static final int KEY_BYTES = 170;

  /** What each further account of a key takes. */
  public static final int FURTHER_BYTES = 72;

  /** What an occasion on which two acted together takes. */
  public static final int OCCASION_BYTES = 20;

  private static final int MOST_DAYS = 3_650;
  private static final long LEAST_BYTES = 1 << 20;

  /**
   * For so many days more an account stays after it was seen last than its keys remember it: each
   * of them forgets it at a minute of its own, and what it did with others counts for up to a day.
   */
  private static final int DAYS_BEHIND = 2;

  /** Checks the ranges. */
  public StateBounds {
    if (days < 0 || days > MOST_DAYS) {
      throw new IllegalArgumentException("days must be 0 to " + MOST_DAYS + ", not " + days);
    }
    if (bytes != 0 && bytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "bytes must be 0 for no bound, or at least " + LEAST_BYTES + ", not " + bytes);
    }
  }

  /** Nothing is forgotten. */
  public static StateBounds none() {
    return new StateBounds(0, 0);
  }

  /** The same with other days. */
  public StateBounds withDays(int other) {
    return new StateBounds(other, bytes);
  }

  /** The same with other bytes. */
  public StateBounds withBytes(long other) {
    return new StateBounds(days, other);
  }

  /** Whether anything is ever forgotten. */
  boolean areThere() {
    return days > 0 || bytes > 0;
  }

  /** After so many silent minutes nothing is left. */
  long minutesToNothing() {
    return (days + DAYS_BEHIND + 1L) * DailySweep.MINUTES;
  }

  /** Whether a tick is the first of its day. */
  boolean isMidnight(Tick now) {
    return Math.floorMod(now.epochMinute(), DailySweep.MINUTES) == 0;
  }

  /** The first tick of the day that holds a tick. */
  public static Tick midnight(Tick now) {
    return new Tick(now.epochMinute() - Math.floorMod(now.epochMinute(), DailySweep.MINUTES));
  }

  /**
   * What is too old in a minute.
   *
   * @throws IllegalStateException if nothing ever is
   */
  public Cut cut(Tick now) {
    if (days == 0) {
      throw new IllegalStateException("nothing is ever too old");
    }
    int day = (int) Math.floorDiv(now.epochMinute(), DailySweep.MINUTES);
    int keysBefore = (day - days) * DailySweep.MINUTES;
    // Two generations are never less than what counts, and at most about twice as long.
    boolean beginsGeneration = Math.floorMod(day, days + 1) == 0;
    return new Cut(keysBefore, keysBefore - DAYS_BEHIND * DailySweep.MINUTES, beginsGeneration);
  }
}
