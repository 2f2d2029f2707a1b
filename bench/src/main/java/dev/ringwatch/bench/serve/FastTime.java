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

  /** How long before the present it ends, so that no clock that is set back is before it. */
  private static final Duration MARGIN = Duration.ofHours(2);

  /** Begins now, such that so much of it, which ends a while before the present, takes so long. */
  static FastTime of(Duration span, Duration takes) {
    return new FastTime(
        Instant.now().minus(span).minus(MARGIN),
        System.nanoTime(),
        (double) span.toNanos() / takes.toNanos());
  }

  @Override
  public Instant instant() {
    return begin.plusNanos((long) (speed * (System.nanoTime() - beginNanos)));
  }
}
