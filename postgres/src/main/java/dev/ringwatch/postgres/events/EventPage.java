package dev.ringwatch.postgres.events;

import java.util.List;
import java.util.Optional;

/**
 * Some of the events that were asked for.
 *
 * @param events the newest first; fewer than asked for, or none, if looking further would have
 *     taken too long
 * @param next after which place to go on; empty if all was looked through
 */
public record EventPage(List<StoredEvent> events, Optional<EventPosition> next) {

  /** Copies the events. */
  public EventPage {
    events = List.copyOf(events);
  }
}
