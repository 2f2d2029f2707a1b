package dev.ringwatch.postgres.events;

import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An event as it is kept.
 *
 * @param seq its place in the log
 * @param receivedAt when it was written
 * @param event what happened
 */
public record StoredEvent(long seq, Instant receivedAt, Event event) {

  /** Where it stands among all. */
  public EventPosition position() {
    return new EventPosition(event.timestamp(), seq);
  }

  /** About how long it is as text. */
  long characters() {
    long characters = (long) event.id().length() + event.account().value().length();
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      characters += (long) attribute.getKey().length() + attribute.getValue().length();
    }
    return characters
        + Stream.of(
                event.action(),
                event.ip(),
                event.device(),
                event.session(),
                event.target(),
                event.targetOwner(),
                event.payment(),
                event.userAgent(),
                event.country(),
                event.source())
            .filter(Objects::nonNull)
            .mapToLong(String::length)
            .sum();
  }
}
