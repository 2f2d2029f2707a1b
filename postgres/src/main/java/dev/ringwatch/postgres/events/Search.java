package dev.ringwatch.postgres.events;

import dev.ringwatch.postgres.events.Slices.Slice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One search for one page, in slices of time from the newest to the oldest ({@link Slices}). Used
 * once, by one thread.
 */
final class Search {

  /** A page is no larger than this, however large its events are. */
  private static final int MAX_PAGE_CHARACTERS = 4 << 20;

  /** How many rows come from the database together. */
  private static final int ROWS_AT_A_TIME = 64;

  private static final Comparator<StoredEvent> NEWEST_FIRST =
      Comparator.comparing(StoredEvent::position).reversed();

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
   * @param timeIsUp whether time is up for a page, by whether it has nothing on it yet
   */
  EventPage run(@Nullable EventPosition after, Predicate<Boolean> timeIsUp) throws SQLException {
    Slices slices = new Slices(Days.read(connection), filter.isIndexed(), firstSlice);
    Slice slice = slices.first(end(after), AccountSpan.read(connection, filter), wanted);
    while (true) {
      Instant begin = notBeforeAsked(slice.begin());
      int foundBefore = found.size();
      if (!find(slice, begin)) {
        slice = slices.newestOf(slice);
        continue;
      }
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
      if (timeIsUp.test(found.isEmpty())) {
        return new EventPage(found, Optional.of(EventPosition.before(begin)));
      }
      slice = slices.before(slice, begin, found.size() - foundBefore, wanted - found.size());
    }
  }

  private @Nullable EventPosition end(@Nullable EventPosition after) {
    if (filter.to() == null) {
      return after;
    }
    EventPosition to = EventPosition.before(filter.to());
    return after == null ? to : after.earlier(to);
  }

  private @Nullable Instant notBeforeAsked(@Nullable Instant begin) {
    Instant from = filter.from();
    return from != null && (begin == null || begin.isBefore(from)) ? from : begin;
  }

  /** Adds what a slice holds; false, and nothing is added, if that is too much for a leap. */
  private boolean find(Slice slice, @Nullable Instant begin) throws SQLException {
    int missing = wanted - found.size();
    int most = slice.isLeap() ? missing + Slices.LEAP_MORE : missing;
    List<StoredEvent> held = new ArrayList<>();
    long characters = 0;
    try (PreparedStatement select = question(slice, begin, most)) {
      select.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet rows = select.executeQuery()) {
        while (characters <= room && rows.next()) {
          StoredEvent event = EventRow.read(rows);
          held.add(event);
          characters += event.characters();
        }
      }
    }
    if (slice.isLeap() && (held.size() == most || characters > room)) {
      return false;
    }
    held.sort(NEWEST_FIRST);
    found.addAll(held.subList(0, Math.min(missing, held.size())));
    room -= characters;
    return true;
  }

  private PreparedStatement question(Slice slice, @Nullable Instant begin, int most)
      throws SQLException {
    // In the order of the table, reading ends at the limit; sorted, it ends with the slice.
    String end = slice.isLeap() ? " LIMIT ?" : " ORDER BY ts DESC, seq DESC LIMIT ?";
    return new Conditions(filter)
        .from(begin)
        .before(slice.end())
        .add(end, most)
        .prepare(connection, "SELECT " + EventRow.COLUMNS, "");
  }
}
