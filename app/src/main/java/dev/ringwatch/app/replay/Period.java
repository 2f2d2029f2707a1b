package dev.ringwatch.app.replay;

import java.time.Instant;

/**
 * A time from one moment up to another.
 *
 * @param since the first moment
 * @param until the first that is not in it any more
 */
record Period(Instant since, Instant until) {

  /** Later than whatever can be stored. */
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  boolean contains(Instant time) {
    return !time.isBefore(since) && time.isBefore(until);
  }

  /** Whether it goes on to the end of whatever there is. */
  boolean isOpen() {
    return until.equals(NEVER);
  }

  /** The part of it that is after a moment. */
  Period after(Instant time) {
    Instant next = time.plusMillis(1);
    return next.isAfter(since) ? new Period(next, until) : this;
  }
}
