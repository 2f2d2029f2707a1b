package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;

/**
 * A day's batches at the pace of the day, only faster, and a word at the end of each of its hours,
 * before the next one begins. What the word takes is made up for afterwards. Used by one thread.
 */
final class PacedDay implements Batches {

  private final BodyFile bodies;
  private final DayPlan plan;
  private final double speed;
  private final int batches;
  private final Hourly hourly;
  private final long startNanos = System.nanoTime();
  private int next;
  private int hoursDone;
  private long mostBehindNanos;

  /** Told of the end of an hour. */
  @FunctionalInterface
  interface Hourly {

    /**
     * An hour has ended.
     *
     * @param hour which, from 0
     * @param behind how much too late its latest batch was sent
     */
    void ended(int hour, Duration behind) throws IOException;
  }

  /**
   * A day that begins now.
   *
   * @param speed how much faster than life
   * @param hours how many of its hours
   */
  PacedDay(BodyFile bodies, DayPlan plan, double speed, int hours, Hourly hourly) {
    this.bodies = bodies;
    this.plan = plan;
    this.speed = speed;
    this.batches = plan.batchesWithin(hours);
    this.hourly = hourly;
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    if (next == batches) {
      endHoursBefore(hoursDone + 1);
      return false;
    }
    Duration due = plan.due().get(next++);
    endHoursBefore((int) due.toHours());
    long dueNanos = startNanos + (long) (due.toNanos() / speed);
    Patience.pauseUntil(dueNanos);
    mostBehindNanos = Math.max(mostBehindNanos, System.nanoTime() - dueNanos);
    return bodies.next(batch);
  }

  private void endHoursBefore(int hour) throws IOException {
    while (hoursDone < hour) {
      hourly.ended(hoursDone++, Duration.ofNanos(mostBehindNanos));
      mostBehindNanos = 0;
    }
  }
}
