package dev.ringwatch.app.overview;

import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.EventPage;
import dev.ringwatch.postgres.events.StoredEvent;
import dev.ringwatch.postgres.events.StoredEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what stands around a page of events: all that is asked for, and the accounts behind keys.
 * Bounded in events and in time; what was not counted in time says so.
 */
final class ExploreCounts {

  private static final Duration LONGEST_SUMMARY = Duration.ofSeconds(1);

  /** A key is counted in 20 to 70 ms where ten million events are stored. */
  private static final Duration LONGEST_KEYS = Duration.ofMillis(300);

  private static final int MOST_KEYS = 6;

  /** More than this are not counted but guessed, where all events of a time are asked for. */
  private static final long MANY = 10_000;

  private final StoredEvents events;

  ExploreCounts(StoredEvents events) {
    this.events = events;
  }

  /** What was counted. */
  record Counted(EventSummary summary, List<KeyChip> filters, List<KeyChip> keys) {}

  /** A value of a field. */
  private record Key(EventField field, String value) {}

  Counted of(ExploreQuery query, EventPage page, Instant now)
      throws SQLException, InterruptedException {
    List<Key> filters = new ArrayList<>();
    for (EventField field : EventField.values()) {
      query.value(field).ifPresent(value -> filters.add(new Key(field, value)));
    }
    List<Key> keys = new ArrayList<>(filters);
    keys.addAll(shared(query, page.events()));
    List<KeyChip> chips = chips(query, keys);
    return new Counted(
        summary(query, page, now),
        chips.subList(0, filters.size()),
        chips.subList(filters.size(), chips.size()));
  }

  private EventSummary summary(ExploreQuery query, EventPage page, Instant now)
      throws SQLException, InterruptedException {
    if (page.next().isEmpty() && query.cursor() == null) {
      return EventSummary.ofAll(page.events(), now);
    }
    EventFilter asked = query.filter();
    if (asked.values().isEmpty() && asked.outcome() == null) {
      long about = events.about(asked.from(), asked.to());
      if (about > MANY) {
        return EventSummary.about(about);
      }
    }
    return EventSummary.of(
        ExtraCounts.of(
                events, List.of(query.filter()), KeyChip.MOST, LONGEST_SUMMARY, LONGEST_SUMMARY)
            .getFirst(),
        now);
  }

  private List<KeyChip> chips(ExploreQuery query, List<Key> keys)
      throws SQLException, InterruptedException {
    List<EventFilter> each =
        keys.stream()
            .map(key ->
                new EventFilter(
                    Map.of(key.field(), key.value()),
                    null,
                    query.filter().from(),
                    query.filter().to()))
            .toList();
    List<Optional<EventCount>> counts =
        each.isEmpty()
            ? List.of()
            : ExtraCounts.of(events, each, KeyChip.MOST, LONGEST_KEYS, LONGEST_KEYS);
    List<KeyChip> chips = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      chips.add(KeyChip.of(query, keys.get(i).field(), keys.get(i).value(), counts.get(i)));
    }
    return chips;
  }

  /** The keys that most accounts of the page have in common. */
  private static List<Key> shared(ExploreQuery query, List<StoredEvent> page) {
    Map<Key, Set<String>> accounts = new LinkedHashMap<>();
    for (StoredEvent event : page) {
      Arrays.stream(EventField.values())
          .filter(EventWords::isKey)
          .filter(field -> query.value(field).isEmpty())
          .forEach(field -> {
            String value = EventWords.value(field, event);
            if (value != null) {
              accounts
                  .computeIfAbsent(new Key(field, value), _ -> new HashSet<>())
                  .add(event.event().account().value());
            }
          });
    }
    return accounts.entrySet().stream()
        .filter(one -> one.getValue().size() > 1)
        .sorted(
            Comparator.comparingInt((Map.Entry<Key, Set<String>> one) -> one.getValue().size())
                .reversed())
        .limit(MOST_KEYS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
