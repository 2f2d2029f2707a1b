package dev.ringwatch.app.detection;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A share of the time that passes, for work that is not to take more; what was not taken is left
 * for later, and what was taken too much is missing then, both up to a bound. Used by one thread.
 */
final class TimeShare {

  private final int oneOf;
  private final long mostNanos;
  private final LongSupplier nanoClock;
  private long leftNanos;
  private long knownAt;

  /**
   * A share of which all that can be saved is there.
   *
   * @param oneOf the share is one of so many parts
   * @param most how much of it can be saved
   * @param nanoClock nanoseconds from an arbitrary beginning
   */
  TimeShare(int oneOf, Duration most, LongSupplier nanoClock) {
    this.oneOf = oneOf;
    this.mostNanos = most.toNanos();
    this.nanoClock = nanoClock;
    leftNanos = mostNanos;
    knownAt = nanoClock.getAsLong();
  }

  /** Whether some of it is left. */
  boolean isLeft() {
    long more = (nanoClock.getAsLong() - knownAt) / oneOf;
    knownAt += more * oneOf;
    leftNanos = Math.min(mostNanos, leftNanos + more);
    return leftNanos > 0;
  }

  /** Works on it, whether some is left or not. */
  <T> T take(Supplier<T> work) {
    long begun = nanoClock.getAsLong();
    T made = work.get();
    leftNanos = Math.max(-mostNanos, leftNanos - (nanoClock.getAsLong() - begun));
    return made;
  }
}
