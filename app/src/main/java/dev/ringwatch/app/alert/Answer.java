package dev.ringwatch.app.alert;

import dev.ringwatch.postgres.alert.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a receiver answered.
 *
 * @param attempt what is kept of it
 * @param retryAfter for how long it wants nothing; empty if it did not say
 */
record Answer(Attempt attempt, Optional<Duration> retryAfter) {

  private static final int GONE = 410;

  /** One of a message that could not even be sent. */
  static Answer failed(Instant at, String why) {
    return new Answer(new Attempt(at, 0, null, why, ""), Optional.empty());
  }

  boolean isDelivered() {
    return attempt.error().isEmpty();
  }

  /** Whether it never wants anything again. */
  boolean isGone() {
    Integer status = attempt.status();
    return status != null && status == GONE;
  }
}
