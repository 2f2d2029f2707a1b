package dev.ringwatch.event;

import java.time.Instant;

/**
 * One minute of event time. What one key tells another moves when a tick closes, and final scores
 * exist per closed tick.
 *
 * @param epochMinute minutes since 1970-01-01T00:00Z
 */
public record Tick(long epochMinute) implements Comparable<Tick> {

  /** Milliseconds in a tick. */
  public static final long MILLIS = 60_000;

  /** The tick that holds an instant. */
  public static Tick of(Instant instant) {
    return new Tick(Math.floorDiv(instant.getEpochSecond(), 60));
  }

  /** The tick's first instant. */
  public Instant start() {
    return Instant.ofEpochSecond(epochMinute * 60);
  }

  /** The first instant after the tick. */
  public Instant end() {
    return next().start();
  }

  /** The tick after this one. */
  public Tick next() {
    return new Tick(epochMinute + 1);
  }

  @Override
  public int compareTo(Tick other) {
    return Long.compare(epochMinute, other.epochMinute);
  }
}
