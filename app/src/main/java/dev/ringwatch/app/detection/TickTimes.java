package dev.ringwatch.app.detection;

import java.time.Duration;

/**
 * How long it takes to close ticks. Each time is that of the slice of the log in which a tick
 * closed, or several: with what was answered and taken in meanwhile.
 *
 * @param count how many slices closed ticks, since the start
 * @param total what they took together
 * @param last what the last took; zero before the first
 */
public record TickTimes(long count, Duration total, Duration last) {

  static final TickTimes NONE = new TickTimes(0, Duration.ZERO, Duration.ZERO);

  TickTimes and(Duration another) {
    return new TickTimes(count + 1, total.plus(another), another);
  }
}
