package dev.ringwatch.app.event;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.ingest.SearchedValues;
import dev.ringwatch.postgres.events.EventField;
import dev.ringwatch.postgres.events.EventFilter;
import dev.ringwatch.postgres.events.EventPosition;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request for events asks for. */
public final class EventParameters {

  /** What a search takes besides limit and cursor. */
  public static final List<String> OF_SEARCH =
      Stream.concat(
              Arrays.stream(EventField.values()).map(EventField::label),
              Stream.of("outcome", "from", "to"))
          .toList();

  /** What an account's events take besides limit and cursor. */
  static final List<String> OF_ACCOUNT =
      OF_SEARCH.stream().filter(name -> !name.equals(EventField.ACCOUNT_ID.label())).toList();

  private static final String LIST = "events";

  private EventParameters() {}

  /**
   * The filter that parameters describe.
   *
   * @param now the present, by which times are understood
   */
  public static EventFilter filter(Parameters parameters, Instant now) {
    Map<EventField, String> values = new EnumMap<>(EventField.class);
    for (EventField field : EventField.values()) {
      parameters
          .text(field.label())
          .ifPresent(said -> values.put(field, kept(field.label(), value(field, said))));
    }
    Outcome outcome = parameters.text("outcome").map(EventParameters::outcome).orElse(null);
    return new EventFilter(
        values, outcome, time(parameters, "from", now), time(parameters, "to", now));
  }

  private static String value(EventField field, String said) {
    if (field != EventField.IP) {
      return said;
    }
    if (SearchedValues.isPrefix(said)) {
      throw new UnusableRequestException(
          "ip takes one address, not a network such as "
              + said
              + ": ask for its addresses one by"
              + " one");
    }
    return SearchedValues.address(said);
  }

  /** Checks that a text could be in a stored event. */
  public static String kept(String name, String text) {
    boolean isKept =
        text.codePoints()
            .noneMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    if (!isKept) {
      throw new UnusableRequestException(
          name + " holds a NUL or half a character, which no stored event has");
    }
    return text;
  }

  private static Outcome outcome(String said) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().toLowerCase(Locale.ROOT).equals(said)) {
        return outcome;
      }
    }
    throw new UnusableRequestException("outcome is success, failure or unknown, not " + said);
  }

  private static @Nullable Instant time(Parameters parameters, String name, Instant now) {
    String said = parameters.text(name).orElse(null);
    if (said == null) {
      return null;
    }
    try {
      return SearchedValues.time(said, now);
    } catch (IllegalArgumentException e) {
      String hint = said.contains(" ") ? "; write the + of an offset as %2B" : "";
      throw new UnusableRequestException(name + " " + e.getMessage() + hint);
    }
  }

  /** Where the page before ended; null for the first page. */
  static @Nullable EventPosition after(Parameters parameters) {
    return after(parameters.cursor().orElse(null));
  }

  /**
   * Where the page before ended, as its cursor says.
   *
   * @param cursor null for the first page
   */
  public static @Nullable EventPosition after(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    EventPosition after = new EventPosition(reader.time(), reader.number());
    reader.end();
    return after;
  }

  /** The cursor of what comes after a place. */
  public static String cursor(EventPosition position) {
    return Cursor.to(LIST).time(position.time()).number(position.seq()).done();
  }
}
