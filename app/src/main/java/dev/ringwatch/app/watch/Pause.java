package dev.ringwatch.app.watch;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when it is time to look again: an hour after the start, then an hour after a look that came
 * to something, ten minutes after one that did not. Used by one thread.
 */
final class Pause {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMinutes(10);

  private final LongSupplier nanoClock;
  private long next;

  /** Begins. */
  Pause(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.next = nanoClock.getAsLong() + LONG.toNanos();
  }

  /** Whether it is time to; the next look is then ten minutes from now. */
  boolean isOver() {
    if (nanoClock.getAsLong() < next) {
      return false;
    }
    next = nanoClock.getAsLong() + SHORT.toNanos();
    return true;
  }

  /** The look came to something. */
  void found() {
    next = nanoClock.getAsLong() + LONG.toNanos();
  }
}
