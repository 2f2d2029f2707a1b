package dev.ringwatch.postgres.events;

import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Stored events as a list, and a search that looks at each. */
final class EventsReference {

  static final Comparator<StoredEvent> NEWEST_FIRST =
      Comparator.comparing((StoredEvent one) -> one.event().timestamp())
          .thenComparingLong(StoredEvent::seq)
          .reversed();

  private final List<StoredEvent> all = new ArrayList<>();

  /** Adds new events, which the log numbers in their order from 1 on. */
  void append(List<Event> more, Instant receivedAt) {
    for (Event event : more) {
      all.add(new StoredEvent(all.size() + 1L, receivedAt, event));
    }
  }

  StoredEvent any(SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Those that a filter asks for, the newest first. */
  List<StoredEvent> matching(EventFilter filter) {
    return all.stream().filter(one -> matches(filter, one.event())).sorted(NEWEST_FIRST).toList();
  }

  private static boolean matches(EventFilter filter, Event event) {
    return filter.values().entrySet().stream()
            .allMatch(asked -> asked.getValue().equals(value(event, asked.getKey())))
        && (filter.outcome() == null || filter.outcome() == event.outcome())
        && (filter.from() == null || !event.timestamp().isBefore(filter.from()))
        && (filter.to() == null || event.timestamp().isBefore(filter.to()));
  }

  static @Nullable String value(Event event, EventField field) {
    return switch (field) {
      case ACCOUNT_ID -> event.account().value();
      case IP -> event.ip();
      case DEVICE_ID -> event.device();
      case SESSION_ID -> event.session();
      case PAYMENT_ID -> event.payment();
      case TARGET -> event.target();
      case ACTION -> event.action();
      case COUNTRY -> event.country();
      case SOURCE -> event.source();
    };
  }
}
