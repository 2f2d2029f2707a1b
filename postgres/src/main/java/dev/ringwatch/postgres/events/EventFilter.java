package dev.ringwatch.postgres.events;

import dev.ringwatch.event.Outcome;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for: those that have all of this.
 *
 * @param values what fields must be, each exactly
 * @param outcome how it must have ended; null for however
 * @param from the first moment; null for no bound
 * @param to the first moment that is too late; null for no bound
 */
public record EventFilter(
    Map<EventField, String> values,
    @Nullable Outcome outcome,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Copies the values. */
  public EventFilter {
    values = Map.copyOf(values);
  }

  /** Every event. */
  public static EventFilter all() {
    return new EventFilter(Map.of(), null, null, null);
  }

  /** Whether an index says where one of the values cannot be. */
  boolean isIndexed() {
    return values.keySet().stream().anyMatch(EventField::isIndexed);
  }

  /** Those that have one value more. */
  public EventFilter with(EventField field, String value) {
    Map<EventField, String> more = new EnumMap<>(EventField.class);
    more.putAll(values);
    more.put(field, value);
    return new EventFilter(more, outcome, from, to);
  }
}
