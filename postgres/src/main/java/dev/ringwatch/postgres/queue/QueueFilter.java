package dev.ringwatch.postgres.queue;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which items of the queue.
 *
 * @param ring rings only, or accounts only; both if null
 * @param leastScore those that score at least so much; 0 for all
 * @param belowScore those that score less than so much; above 100 for all
 * @param olderThan those that wait for longer than this
 * @param claimed by whom they are taken
 */
public record QueueFilter(
    @Nullable Boolean ring,
    double leastScore,
    double belowScore,
    Duration olderThan,
    Claimed claimed) {

  private static final double NO_SCORE = 101;

  /** All of them. */
  public static final QueueFilter ALL =
      new QueueFilter(null, 0, NO_SCORE, Duration.ZERO, Claimed.ANYONE);

  /** By whom items are taken. */
  public enum Claimed {
    /** Whether somebody has them or not. */
    ANYONE,
    /** Those that whoever asks has. */
    ME,
    /** Those that nobody has. */
    NOBODY;

    /** The word in addresses. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it leaves out what has no score. */
  boolean isOfScores() {
    return leastScore > 0 || belowScore < NO_SCORE;
  }
}
