package dev.ringwatch.postgres.results;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * How many bursts hours had, counted once from the events that are stored and kept when these are
 * gone. A burst is an account that did {@value #EVENTS} things or more in five minutes of the
 * clock. An hour of 400,000 events takes about half a second. Safe for threads and for several
 * processes: what is counted twice is the same.
 */
public final class BurstHours {

  /** So many events of an account make five minutes a burst. */
  public static final int EVENTS = 30;

  /** What is counted at a time. */
  public static final Duration HOUR = Duration.ofHours(1);

  /** An hour without events has no row: nobody knows whether any were sent. */
  private static final String COUNT =
      """
      INSERT INTO dashboard_metrics (metric, at, value)
      SELECT 'bursts', ?, count(*) FILTER (WHERE events >= ?)
      FROM (SELECT account_id, date_bin('5 minutes', ts, 'epoch') AS piece, count(*) AS events
        FROM raw_events WHERE ts >= ? AND ts < ? GROUP BY 1, 2) pieces
      HAVING count(*) > 0
      ON CONFLICT (metric, label, at) DO UPDATE SET value = excluded.value
      """;

  /** Up to where hours are counted is a figure of its own, whose time is always the same. */
  private static final String NOTE =
      """
      INSERT INTO dashboard_metrics (metric, at, value)
      VALUES ('burst_hours_counted', 'epoch', extract(epoch FROM ?::timestamptz))
      ON CONFLICT (metric, label, at) DO UPDATE SET value = greatest(dashboard_metrics.value,
        excluded.value)
      """;

  private static final String COUNTED =
      """
      SELECT to_timestamp(value) AS counted FROM dashboard_metrics
      WHERE metric = 'burst_hours_counted' AND label = '' AND at = 'epoch'
      """;

  private static final String BETWEEN =
      """
      SELECT at, value FROM dashboard_metrics
      WHERE metric = 'bursts' AND label = '' AND at >= ? AND at < ? ORDER BY at
      """;

  private static final String FORGET =
      "DELETE FROM dashboard_metrics WHERE metric = 'bursts' AND label = '' AND at < ?";

  private final DataSource dataSource;

  /** The counts in a database that has the schema. */
  public BurstHours(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Up to where hours are counted; empty if none is. */
  public Optional<Instant> counted() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNTED);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(Columns.time(row, "counted")) : Optional.empty();
    }
  }

  /**
   * Counts an hour, in the place of what was counted of it before.
   *
   * @param hour its beginning
   */
  public void count(Instant hour) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            try (PreparedStatement insert = connection.prepareStatement(COUNT);
                PreparedStatement note = connection.prepareStatement(NOTE)) {
              Columns.set(insert, 1, hour);
              insert.setInt(2, EVENTS);
              Columns.set(insert, 3, hour);
              Columns.set(insert, 4, hour.plus(HOUR));
              insert.executeUpdate();
              Columns.set(note, 1, hour.plus(HOUR));
              return note.executeUpdate();
            }
          });
    }
  }

  /** How many bursts hours of a span had, by their beginning; without those that had no event. */
  public Map<Instant, Long> between(Instant from, Instant to) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(BETWEEN)) {
      Columns.set(select, 1, from);
      Columns.set(select, 2, to);
      Map<Instant, Long> hours = new TreeMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          hours.put(Columns.time(row, "at"), row.getLong("value"));
        }
      }
      return hours;
    }
  }

  /** Deletes the counts of hours before a moment. */
  public void forgetBefore(Instant moment) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(FORGET)) {
      Columns.set(delete, 1, moment);
      delete.executeUpdate();
    }
  }
}
