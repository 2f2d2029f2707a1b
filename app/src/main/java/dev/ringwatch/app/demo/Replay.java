package dev.ringwatch.app.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a replay has come: it runs through the last hour many times faster than it happened, and
 * once it has caught up with the present, as time does.
 *
 * @param from where it begins
 * @param begun when it was begun
 * @param speed how much faster than time it runs until then
 */
record Replay(Instant from, Instant begun, int speed) {

  Replay {
    if (speed < 1) {
      throw new IllegalArgumentException("speed must be at least 1, not " + speed);
    }
  }

  /** Events before this have happened as far as the replay goes. */
  Instant reached(Instant now) {
    Instant fast = from.plus(Duration.between(begun, now).multipliedBy(speed));
    return fast.isBefore(now) ? fast : now;
  }
}
