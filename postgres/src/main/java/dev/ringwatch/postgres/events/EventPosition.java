package dev.ringwatch.postgres.events;

import java.time.Instant;

/**
 * A place in the order of stored events, which is by time and, among equal times, by number.
 *
 * @param time the time of an event
 * @param seq its number; with 0 the place is before all events of that time
 */
public record EventPosition(Instant time, long seq) {

  /** The place before all events of a time. */
  static EventPosition before(Instant time) {
    return new EventPosition(time, 0);
  }

  /** The earlier of two. */
  EventPosition earlier(EventPosition other) {
    int order = time.compareTo(other.time);
    return order < 0 || (order == 0 && seq < other.seq) ? this : other;
  }
}
