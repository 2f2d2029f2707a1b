package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How many events minutes and hours had, and how many of them the platform enforced something over,
 * and over what: counted from what is stored, when a minute is closed, and kept when the events are
 * gone. What comes for a minute that was counted before is added to it with the next count, so that
 * every event counts once. A minute of 600,000 events takes about two tenths of a second, and as
 * much again to see which events are late. Safe for threads and for several processes: they take
 * turns, and what is counted twice is the same.
 */
public final class MinuteCounts {

  /** By action only what was enforced: few events, and few actions of each minute. */
  private static final String FIGURES =
      """
      WITH counted AS (
        SELECT date_bin('1 minute', ts, 'epoch') AS minute,
          CASE WHEN enforced THEN left(action, 200) END AS action, count(*) AS events
        FROM raw_events WHERE %s GROUP BY 1, 2
      ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY minute ORDER BY events DESC, action) AS place
        FROM counted WHERE action IS NOT NULL
      ), figures (metric, label, at, value) AS (
        SELECT 'events', '', minute, sum(events) FROM counted GROUP BY minute
        UNION ALL
        SELECT 'enforced', '', minute, coalesce(sum(events) FILTER (WHERE action IS NOT NULL), 0)
        FROM counted GROUP BY minute
        UNION ALL
        SELECT 'enforced_over', CASE WHEN place <= 20 THEN action ELSE 'other' END, minute, sum(events)
        FROM placed GROUP BY 2, 3
      )
      """;

  private static final String COUNT =
      FIGURES.formatted("ts >= ? AND ts < ? AND seq <= ?")
          + """
          INSERT INTO dashboard_metrics (metric, label, at, value)
          SELECT metric, label, at, value FROM figures
          ON CONFLICT (metric, label, at) DO UPDATE SET value = excluded.value
          """;

  /** To hours too: of an old one the minutes may be gone. */
  private static final String ADD_LATE =
      FIGURES.formatted("seq > ? AND seq <= ? AND ts < ? AND NOT (ts >= ? AND ts < ?)")
          + """
          , minutes AS (
            INSERT INTO dashboard_metrics (metric, label, at, value)
            SELECT metric, label, at, value FROM figures
            ON CONFLICT (metric, label, at)
            DO UPDATE SET value = dashboard_metrics.value + excluded.value
          )
          INSERT INTO dashboard_hours (at, metric, label, value)
          SELECT date_trunc('hour', at, 'UTC'), metric, label, sum(value) FROM figures
          GROUP BY 1, 2, 3
          ON CONFLICT (at, metric, label)
          DO UPDATE SET value = dashboard_hours.value + excluded.value
          """;

  /**
   * Up to which number of the log events of counted minutes are counted; whoever reads it has it
   * until the end of the transaction. Who counts first begins with what there is.
   */
  private static final String EVENTS_COUNTED =
      """
      INSERT INTO dashboard_metrics (metric, at, value)
      SELECT 'events_counted', timestamptz 'epoch', coalesce(max(seq), 0) FROM raw_events
      ON CONFLICT (metric, label, at) DO UPDATE SET value = dashboard_metrics.value
      RETURNING value
      """;

  private static final String NOTE_EVENTS =
      """
      UPDATE dashboard_metrics SET value = ?
      WHERE metric = 'events_counted' AND label = '' AND at = 'epoch'
      """;

  private static final String LAST_EVENT = "SELECT coalesce(max(seq), 0) FROM raw_events";

  /** In the transaction that counts, so that an hour is always the sum of its minutes. */
  private static final String ADD_UP =
      """
      INSERT INTO dashboard_hours (at, metric, label, value)
      SELECT date_trunc('hour', at, 'UTC'), metric, label, sum(value) FROM dashboard_metrics
      WHERE metric IN ('events', 'enforced', 'enforced_over') AND at >= ? AND at < ?
      GROUP BY 1, 2, 3
      ON CONFLICT (at, metric, label) DO UPDATE SET value = excluded.value
      """;

  /** Up to where it is counted is a figure of its own, whose time is always the same. */
  private static final String NOTE =
      """
      INSERT INTO dashboard_metrics (metric, at, value)
      VALUES ('minutes_counted', 'epoch', extract(epoch FROM ?::timestamptz))
      ON CONFLICT (metric, label, at) DO UPDATE SET value = greatest(dashboard_metrics.value,
        excluded.value)
      """;

  private static final String COUNTED =
      """
      SELECT to_timestamp(value) AS counted FROM dashboard_metrics
      WHERE metric = 'minutes_counted' AND label = '' AND at = 'epoch'
      """;

  private static final String WEEKS =
      """
      SELECT coalesce(sum(value) FILTER (WHERE metric = 'events'), 0) AS events,
        coalesce(sum(value) FILTER (WHERE metric = 'enforced'), 0) AS enforced
      FROM generate_series(0, ?) week
      LEFT JOIN dashboard_metrics ON metric IN ('events', 'enforced') AND label = ''
        AND at >= ?::timestamptz - week * interval '168 hours'
        AND at < ?::timestamptz - week * interval '168 hours'
      GROUP BY week ORDER BY week
      """;

  private final DataSource dataSource;

  /** The counts in a database that has the schema. */
  public MinuteCounts(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * What happened in a span of time.
   *
   * @param events how many events
   * @param enforced how many of them the platform enforced something over
   */
  public record Counts(long events, long enforced) {}

  /** Up to where minutes are counted; empty if none is. */
  public Optional<Instant> counted() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return counted(connection);
    }
  }

  private static Optional<Instant> counted(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNTED);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(Columns.time(row, "counted")) : Optional.empty();
    }
  }

  /**
   * Counts the minutes of a span, in the place of what was counted of them before, and adds what
   * came late to others.
   *
   * @param from the beginning of the first
   * @param to the end of the last, which must be closed
   */
  public void count(Instant from, Instant to) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            long before = number(connection, EVENTS_COUNTED);
            long last = number(connection, LAST_EVENT);
            addLate(connection, before, last, from, to);
            count(connection, last, from, to);
            try (PreparedStatement note = connection.prepareStatement(NOTE_EVENTS)) {
              note.setLong(1, last);
              return note.executeUpdate();
            }
          });
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What is of the span itself is counted with it, and what is of later minutes when they are. */
  private static void addLate(
      Connection connection, long before, long last, Instant from, Instant to) throws SQLException {
    Instant counted = counted(connection).orElse(from);
    try (PreparedStatement insert = connection.prepareStatement(ADD_LATE)) {
      insert.setLong(1, before);
      insert.setLong(2, last);
      Columns.set(insert, 3, counted);
      Columns.set(insert, 4, from);
      Columns.set(insert, 5, to);
      insert.executeUpdate();
    }
  }

  private static void count(Connection connection, long last, Instant from, Instant to)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(COUNT);
        PreparedStatement add = connection.prepareStatement(ADD_UP);
        PreparedStatement note = connection.prepareStatement(NOTE)) {
      Columns.set(insert, 1, from);
      Columns.set(insert, 2, to);
      insert.setLong(3, last);
      insert.executeUpdate();
      Columns.set(add, 1, from.truncatedTo(ChronoUnit.HOURS));
      Columns.set(add, 2, to.plus(1, ChronoUnit.HOURS).minusNanos(1).truncatedTo(ChronoUnit.HOURS));
      add.executeUpdate();
      Columns.set(note, 1, to);
      note.executeUpdate();
    }
  }

  /**
   * What happened in a span of time, and in the same of the weeks before.
   *
   * @param weeks how many weeks before
   * @return one more than those, the newest first
   */
  public List<Counts> weeks(Instant end, Duration span, int weeks) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(WEEKS)) {
      select.setInt(1, weeks);
      Columns.set(select, 2, end.minus(span));
      Columns.set(select, 3, end);
      List<Counts> all = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.add(new Counts(row.getLong("events"), row.getLong("enforced")));
        }
      }
      return all;
    }
  }

  /** Deletes the counts of minutes before a moment. What they add up to by hour stays. */
  public void forgetBefore(Instant moment) throws SQLException {
    delete("metric IN ('events', 'enforced') AND label = ''", moment);
  }

  /** Deletes the counts by action of minutes before a moment, which nothing compares. */
  public void forgetActionsBefore(Instant moment) throws SQLException {
    delete("metric = 'enforced_over'", moment);
  }

  private void delete(String what, Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM dashboard_metrics WHERE " + what + " AND at < ?")) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }
}
