package dev.ringwatch.app.overview;

import dev.ringwatch.app.event.EventParameters;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.StoredEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value of events behind which accounts are counted.
 *
 * @param field what it is of
 * @param value as it is stored
 */
record ExploreKey(EventField field, String value) {

  /** So many of a page are shown that several of its accounts have. */
  static final int MOST = 6;

  /** Longer ones have no place in an address that names all of a page. */
  private static final int LONGEST = 200;

  private static final String LIST = "keys";

  /** The filters that hold. */
  static List<ExploreKey> filters(ExploreQuery query) {
    List<ExploreKey> filters = new ArrayList<>();
    for (EventField field : EventField.values()) {
      query.value(field).ifPresent(value -> filters.add(new ExploreKey(field, value)));
    }
    return filters;
  }

  /** The keys that most accounts of a page have in common, without those that are asked for. */
  static List<ExploreKey> shared(ExploreQuery query, List<StoredEvent> page) {
    Map<ExploreKey, Set<String>> accounts = new LinkedHashMap<>();
    for (StoredEvent event : page) {
      Arrays.stream(EventField.values())
          .filter(EventWords::isKey)
          .filter(field -> query.value(field).isEmpty())
          .forEach(field -> {
            String value = EventWords.value(field, event);
            if (value != null && value.length() <= LONGEST) {
              accounts
                  .computeIfAbsent(new ExploreKey(field, value), _ -> new HashSet<>())
                  .add(event.event().account().value());
            }
          });
    }
    return accounts.entrySet().stream()
        .filter(one -> one.getValue().size() > 1)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<ExploreKey, Set<String>> one) -> one.getValue().size())
                .reversed())
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Keys as one value of an address, which {@link #named} reads. */
  static String names(List<ExploreKey> keys) {
    Cursor.Writer names = Cursor.to(LIST).number(keys.size());
    keys.forEach(key -> names.text(key.field().label()).text(key.value()));
    return names.done();
  }

  /**
   * The keys that an address names.
   *
   * @throws UnusableRequestException if it names none, or more than a page has
   */
  static List<ExploreKey> named(String names) {
    Cursor.Reader reader = Cursor.from(LIST, names);
    long number = reader.number();
    if (number < 1 || number > MOST) {
      throw new UnusableRequestException("keys names 1 to " + MOST + " keys, not " + number);
    }
    List<ExploreKey> keys = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      EventField field = field(reader.text());
      keys.add(new ExploreKey(field, EventParameters.kept(LIST, reader.text())));
    }
    reader.end();
    return keys;
  }

  private static EventField field(String label) {
    return Arrays.stream(EventField.values())
        .filter(EventWords::isKey)
        .filter(field -> field.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new UnusableRequestException("keys names a field that is no key"));
  }

  /** The events of a query's time that have it. */
  EventFilter events(ExploreQuery query) {
    return new EventFilter(Map.of(field, value), null, query.filter().from(), query.filter().to());
  }
}
