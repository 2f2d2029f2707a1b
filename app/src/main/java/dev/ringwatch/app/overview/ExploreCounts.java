package dev.ringwatch.app.overview;

import dev.ringwatch.postgres.events.EventCount;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.StoredEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what stands around a page of events: all that is asked for, and the accounts behind keys.
 * Bounded in events and in time; what was not counted in time says so. Safe for threads.
 */
final class ExploreCounts {

  /** All of them together: a key is counted in 20 to 70 ms where ten million events are stored. */
  private static final Duration USUALLY = Duration.ofMillis(200);

  /** Where somebody asked for it once that was not enough. */
  private static final Duration LONGER = Duration.ofSeconds(2);

  /** More than this are not counted but guessed, where all events of a time are asked for. */
  private static final long MANY = 10_000;

  private final StoredEvents events;

  ExploreCounts(StoredEvents events) {
    this.events = events;
  }

  /** Counts all that a page has left to count. */
  ExploreAround of(ExploreQuery query, ExploreAround.Asked asked, Instant now)
      throws SQLException, InterruptedException {
    Optional<EventSummary> guessed = asked.summary() ? guess(query) : Optional.empty();
    boolean counts = asked.summary() && guessed.isEmpty();
    Map<EventFilter, EventCount> counted = count(filters(query, asked, counts), asked.longer());
    Optional<EventSummary> summary =
        counts
            ? Optional.of(EventSummary.of(Optional.ofNullable(counted.get(query.filter())), now))
            : guessed;
    return ExploreAround.counted(
        query, asked, summary, key -> Optional.ofNullable(counted.get(key.events(query))));
  }

  /** What is to be counted, each once, what was asked for before what others have in common. */
  private static Set<EventFilter> filters(
      ExploreQuery query, ExploreAround.Asked asked, boolean summary) {
    Set<EventFilter> filters = new LinkedHashSet<>();
    if (summary) {
      filters.add(query.filter());
    }
    ExploreKey.filters(query).forEach(key -> filters.add(key.events(query)));
    asked.keys().forEach(key -> filters.add(key.events(query)));
    return filters;
  }

  private Map<EventFilter, EventCount> count(Set<EventFilter> filters, boolean longer)
      throws SQLException, InterruptedException {
    Map<EventFilter, EventCount> counted = new HashMap<>();
    if (filters.isEmpty()) {
      return counted;
    }
    Duration all = longer ? LONGER : USUALLY;
    List<EventFilter> inOrder = new ArrayList<>(filters);
    List<Optional<EventCount>> counts = ExtraCounts.of(events, inOrder, KeyChip.MOST, all, all);
    for (int i = 0; i < inOrder.size(); i++) {
      EventFilter filter = inOrder.get(i);
      counts.get(i).ifPresent(count -> counted.put(filter, count));
    }
    return counted;
  }

  /** By how much room the events of a time take, where nothing else is asked for. */
  private Optional<EventSummary> guess(ExploreQuery query) throws SQLException {
    EventFilter asked = query.filter();
    if (!asked.values().isEmpty() || asked.outcome() != null) {
      return Optional.empty();
    }
    long about = events.about(asked.from(), asked.to());
    return about > MANY ? Optional.of(EventSummary.about(about)) : Optional.empty();
  }
}
