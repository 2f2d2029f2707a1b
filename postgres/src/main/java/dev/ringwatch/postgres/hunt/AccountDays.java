package dev.ringwatch.postgres.hunt;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/**
 * With what accounts came on days past, summed from the log for hunts that look back over weeks.
 *
 * <p>Events are counted in the order of the log, each once: up to which number they are is noted in
 * the transaction that counts them, and who reads takes what is above it from the events
 * themselves. So nothing has to be counted in time, what comes late is not missed, and a stop in
 * the middle changes nothing. Counting a million events takes about two seconds of one process.
 *
 * <p>Safe for threads and for several processes: they take turns.
 */
public final class AccountDays {

  /** A portion ends here, so that none takes long or needs much room. */
  static final int MOST_AT_ONCE = 1_000_000;

  /** So many are counted whenever they wait: fewer at a time would make more rows of the same. */
  private static final int WORTH_IT = 1_000_000;

  /** The highest number of a day that is over; what has a higher one is not counted yet. */
  private static final String DUE =
      """
      SELECT c.seq, c.counted_at, coalesce((SELECT max(seq) FROM raw_events WHERE ts < ?), 0) AS due
      FROM account_days_counted c
      FOR UPDATE
      """;

  private static final String COUNT =
      """
      INSERT INTO account_days (day, account_id, device_id, network, country, first_at, last_at, events)
      SELECT date_bin('24 hours', ts, TIMESTAMPTZ '2000-01-01 00:00:00+00'), account_id, device_id,
        CASE WHEN strpos(ip, ':') > 0 AND pg_input_is_valid(ip, 'inet')
          THEN network(set_masklen(ip::inet, 64))::text ELSE ip END,
        country, min(ts), max(ts), count(*)
      FROM raw_events
      WHERE seq > ? AND seq <= ?
      GROUP BY 1, 2, 3, 4, 5
      ORDER BY 1
      """;

  private static final String NOTE =
      "UPDATE account_days_counted SET seq = ?, counted_at = greatest(counted_at, ?)";

  private final DataSource dataSource;

  /** In a database that has the schema. */
  public AccountDays(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Counts the next portion, if one is due: once a day all of the days before, and whenever many
   * events wait.
   *
   * @param now the present, which says which day is not over
   * @return whether there was one; there may be more
   */
  public boolean countNext(Instant now) throws SQLException {
    return countNext(now, MOST_AT_ONCE);
  }

  boolean countNext(Instant now, int most) throws SQLException {
    Instant today = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(connection, () -> countNext(connection, today, now, most));
    }
  }

  private static boolean countNext(Connection connection, Instant today, Instant now, int most)
      throws SQLException {
    long counted;
    long due;
    boolean again;
    try (PreparedStatement select = connection.prepareStatement(DUE)) {
      Columns.set(select, 1, today);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        counted = row.getLong("seq");
        due = row.getLong("due");
        again = today.isBefore(Columns.time(row, "counted_at"));
      }
    }
    if (due <= counted || (again && due - counted < Math.min(WORTH_IT, most))) {
      return false;
    }
    long to = Math.min(due, counted + most);
    count(connection, counted, to);
    // Before the last portion the day's counting is not over.
    note(connection, to, to == due ? now : Instant.EPOCH);
    return true;
  }

  private static void count(Connection connection, long after, long to) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(COUNT)) {
      insert.setLong(1, after);
      insert.setLong(2, to);
      insert.executeUpdate();
    }
  }

  private static void note(Connection connection, long to, Instant at) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(NOTE)) {
      update.setLong(1, to);
      Columns.set(update, 2, at);
      update.executeUpdate();
    }
  }
}
