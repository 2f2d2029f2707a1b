package dev.ringwatch.postgres.events;

import java.time.Instant;
import java.util.Comparator;

/**
 * A place in the order of stored events, which is by time and, among equal times, by number.
 *
 * @param time the time of an event
 * @param seq its number; with 0 the place is before all events of that time
 */
public record EventPosition(Instant time, long seq) implements Comparable<EventPosition> {

  private static final Comparator<EventPosition> ORDER =
      Comparator.comparing(EventPosition::time).thenComparingLong(EventPosition::seq);

  /** The place before all events of a time. */
  static EventPosition before(Instant time) {
    return new EventPosition(time, 0);
  }

  /** The earlier of two. */
  EventPosition earlier(EventPosition other) {
    return compareTo(other) < 0 ? this : other;
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
