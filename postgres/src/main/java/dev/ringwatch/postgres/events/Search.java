package dev.ringwatch.postgres.events;

import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.log.EventColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One search for one page, in slices of time from the newest to the oldest. How large the next
 * slice is follows from what the last ones held: what is frequent is found in the first, and what
 * is rare is looked for in few large ones, where the indexes leave out nearly everything. Used
 * once, by one thread.
 */
final class Search {

  /** A guess from few events is not trusted further than this. */
  private static final int MAX_GROWTH = 16;

  /** 20 million events by default: what can be read whole, if need be, in half the timeout. */
  private static final int MOST_FIRST_SLICES = 400;

  /** A page is no larger than this, however large its events are. */
  private static final int MAX_PAGE_CHARACTERS = 4 << 20;

  /** How many rows come from the database together. */
  private static final int ROWS_AT_A_TIME = 64;

  private final Connection connection;
  private final EventFilter filter;
  private final int wanted;
  private final int firstSlice;
  private final List<StoredEvent> found = new ArrayList<>();
  private long room = MAX_PAGE_CHARACTERS;

  /**
   * A search.
   *
   * @param limit how many events the page takes
   */
  Search(Connection connection, EventFilter filter, int limit, int firstSlice) {
    this.connection = connection;
    this.filter = filter;
    // One more says whether there is a next page.
    this.wanted = limit + 1;
    this.firstSlice = firstSlice;
  }

  /**
   * Looks until the page is full, all was looked through, or time is up.
   *
   * @param after where the page before ended; null for the first
   */
  EventPage run(@Nullable EventPosition after, BooleanSupplier timeIsUp) throws SQLException {
    Days days = Days.read(connection);
    EventPosition end = after;
    if (filter.to() != null) {
      EventPosition to = EventPosition.before(filter.to());
      end = end == null ? to : end.earlier(to);
    }
    double lookedThrough = 0;
    while (true) {
      double next = nextSlice(lookedThrough);
      Instant begin = begin(days, end, next);
      find(begin, end);
      if (found.size() == wanted) {
        found.removeLast();
        return new EventPage(found, Optional.of(found.getLast().position()));
      }
      if (room < 0) {
        return new EventPage(found, Optional.of(found.getLast().position()));
      }
      if (begin == null || begin.equals(filter.from())) {
        return new EventPage(found, Optional.empty());
      }
      lookedThrough += next;
      end = EventPosition.before(begin);
      if (timeIsUp.getAsBoolean()) {
        return new EventPage(found, Optional.of(end));
      }
    }
  }

  /** About how many events to look through next, to fill the page twice. */
  private double nextSlice(double lookedThrough) {
    double perFound = lookedThrough / (found.size() + 1);
    double enough = 2 * perFound * (wanted - found.size());
    double most = Math.min(MAX_GROWTH * lookedThrough, (double) MOST_FIRST_SLICES * firstSlice);
    return Math.max(firstSlice, Math.min(enough, most));
  }

  private @Nullable Instant begin(Days days, @Nullable EventPosition end, double events) {
    Instant from = filter.from();
    Instant begin = days.begin(end, events).orElse(null);
    return from != null && (begin == null || begin.isBefore(from)) ? from : begin;
  }

  private void find(@Nullable Instant begin, @Nullable EventPosition end) throws SQLException {
    List<Object> values = new ArrayList<>();
    String question = question(begin, end, values);
    try (PreparedStatement select = connection.prepareStatement(question)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      select.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet rows = select.executeQuery()) {
        while (room >= 0 && rows.next()) {
          StoredEvent event = EventRow.read(rows);
          found.add(event);
          room -= event.characters();
        }
      }
    }
  }

  /** What people sent stands among the values only. */
  private String question(
      @Nullable Instant begin, @Nullable EventPosition end, List<Object> values) {
    // The planner takes from the condition on seq that the indexes are in order.
    StringBuilder question =
        new StringBuilder("SELECT " + EventRow.COLUMNS + " FROM raw_events WHERE seq > 0");
    for (Map.Entry<EventField, String> value : filter.values().entrySet()) {
      question.append(" AND ").append(value.getKey().label()).append(" = ?");
      values.add(value.getValue());
    }
    Outcome outcome = filter.outcome();
    if (outcome != null) {
      question.append(" AND outcome = ?");
      values.add(EventColumns.number(outcome));
    }
    if (begin != null) {
      addTime(question, ">=", begin, values);
    }
    if (end != null) {
      addTime(question, "<=", end.time(), values);
      question.append(" AND (ts, seq) < (?, ?)");
      values.add(end.time().atOffset(ZoneOffset.UTC));
      values.add(end.seq());
    }
    question.append(" ORDER BY ts DESC, seq DESC LIMIT ?");
    values.add(wanted - found.size());
    return question.toString();
  }

  /** Once to choose the days by, and once as the indexes of searches have it. */
  private static void addTime(
      StringBuilder question, String relation, Instant time, List<Object> values) {
    question.append(" AND ts ").append(relation).append(" ?");
    question.append(" AND ts AT TIME ZONE INTERVAL '0' ").append(relation);
    question.append(" ?::timestamptz AT TIME ZONE INTERVAL '0'");
    values.add(time.atOffset(ZoneOffset.UTC));
    values.add(time.atOffset(ZoneOffset.UTC));
  }
}
