package dev.ringwatch.bench.serve;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time of the past that passes evenly, at some multiple of its pace.
 *
 * @param begin what time it was at {@code beginNanos}
 * @param beginNanos when that was, on {@link System#nanoTime}'s clock
 * @param speed how many seconds pass in one
 */
record FastTime(Instant begin, long beginNanos, double speed) implements InstantSource {

  /** So long before the present it ends at the least: no clock that is set back is before it. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /**
   * Begins now, such that so much of it takes so long, and ends before the present, also if it goes
   * on for half as long again.
   */
  static FastTime of(Duration span, Duration takes) {
    return new FastTime(
        Instant.now().minus(span.multipliedBy(3).dividedBy(2)).minus(MARGIN),
        System.nanoTime(),
        (double) span.toNanos() / takes.toNanos());
  }

  @Override
  public Instant instant() {
    return begin.plusNanos((long) (speed * (System.nanoTime() - beginNanos)));
  }
}
