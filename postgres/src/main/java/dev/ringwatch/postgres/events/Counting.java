package dev.ringwatch.postgres.events;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts events up to a bound, in the order of the table, so that reading ends at the bound. Used
 * by one thread.
 */
final class Counting {

  private static final String BEFORE =
      "SELECT count(*) AS events, count(DISTINCT account_id) AS accounts, min(ts) AS first,"
          + " max(ts) AS last FROM (SELECT account_id, ts";
  private static final String BEHIND = ") counted";

  private final Connection connection;
  private final int unindexed;

  /**
   * Counts on a connection.
   *
   * @param unindexed about how many events are looked through where no index knows what is counted
   */
  Counting(Connection connection, int unindexed) {
    this.connection = connection;
    this.unindexed = unindexed;
  }

  /** Counts, up to {@code most} events. */
  EventCount count(EventFilter filter, int most) throws SQLException {
    Instant from = filter.from();
    Instant to = filter.to();
    EventPosition end = to == null ? null : EventPosition.before(to);
    Instant begin = begin(filter, end);
    // One more says whether there are more.
    Conditions conditions =
        new Conditions(filter).from(begin).before(end).add(" LIMIT ?", most + 1);
    try (PreparedStatement select = conditions.prepare(connection, BEFORE, BEHIND);
        ResultSet row = select.executeQuery()) {
      row.next();
      long events = row.getLong("events");
      return new EventCount(
          Math.min(events, most),
          Math.min(row.getLong("accounts"), most),
          events > most,
          Optional.ofNullable(Columns.timeOrNull(row, "first")),
          Optional.ofNullable(Columns.timeOrNull(row, "last")),
          begin == null || begin.equals(from) ? null : begin);
    }
  }

  /** Where to begin: as asked, or later where all before would have to be read. */
  private @Nullable Instant begin(EventFilter filter, @Nullable EventPosition end)
      throws SQLException {
    Instant from = filter.from();
    boolean readsNoMoreThanItCounts = filter.values().isEmpty() && filter.outcome() == null;
    if (filter.isIndexed() || readsNoMoreThanItCounts) {
      return from;
    }
    Instant enough = Days.read(connection).begin(end, unindexed).orElse(null);
    return from == null || (enough != null && enough.isAfter(from)) ? enough : from;
  }
}
