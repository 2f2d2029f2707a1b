package dev.ringwatch.bench.serve;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time of the past that stands still until it is started, passes at a multiple of its pace for a
 * span, and as usual from there on. Safe for threads.
 */
final class FastTime implements InstantSource {

  /** So long before the present the span ends: no clock that is set back is before it. */
  private static final Duration MARGIN = Duration.ofHours(2);

  private final Instant begin = Instant.now();
  private final Duration span;
  private final Duration takes;
  private volatile boolean started;
  private volatile long startNanos;

  /**
   * Time that stands still.
   *
   * @param span how much of it passes fast
   * @param takes how long that takes; positive
   */
  FastTime(Duration span, Duration takes) {
    this.span = span;
    this.takes = takes;
  }

  /** Lets it pass from now on. */
  void start() {
    startNanos = System.nanoTime();
    started = true;
  }

  @Override
  public Instant instant() {
    Instant first = begin.minus(span).minus(MARGIN);
    if (!started) {
      return first;
    }
    long passed = System.nanoTime() - startNanos;
    long fast = Math.min(passed, takes.toNanos());
    double share = (double) fast / takes.toNanos();
    return first.plusNanos((long) (share * span.toNanos())).plusNanos(passed - fast);
  }
}
