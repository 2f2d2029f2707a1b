package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * The events of one day as they are stored, one after the other in the order of the log, in
 * constant memory. Safe for threads.
 */
public final class DayEvents {

  private final DataSource dataSource;

  /** The events in a database that has the schema. */
  public DayEvents(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Takes the events one after the other. */
  @FunctionalInterface
  public interface Taker {

    /** Takes an event and its number in the log. */
    void take(long seq, Event event) throws IOException;
  }

  /**
   * Hands over the events of a day, as they are at one moment.
   *
   * @param day the day of event time, in UTC
   * @param afterSeq only those whose numbers are above this
   * @param throughSeq and no higher than this
   * @return how many there were
   * @throws IOException if the taker does; no more is read then
   */
  public long read(LocalDate day, long afterSeq, long throughSeq, Taker taker)
      throws SQLException, IOException {
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(
          connection,
          () -> {
            long[] count = {0};
            settle(connection);
            CopyRows.read(
                connection,
                question(day, afterSeq, throughSeq),
                (row, bytes) -> {
                  hand(row, taker);
                  count[0]++;
                  return true;
                });
            return count[0];
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * The rows lie in the order of their numbers: reading along that index is reading the table from
   * its beginning to its end, and sorting some gigabytes takes a disk that may be full already.
   */
  private static void settle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL enable_sort = off; SET LOCAL jit = off");
    }
  }

  private static void hand(RowFields row, Taker taker) {
    try {
      taker.take(row.number(), row.event());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String question(LocalDate day, long afterSeq, long throughSeq) {
    return "SELECT "
        + EventColumns.READ
        + (" FROM raw_events WHERE ts >= " + midnight(day))
        + (" AND ts < " + midnight(day.plusDays(1)))
        + (" AND seq > " + afterSeq + " AND seq <= " + throughSeq + " ORDER BY seq");
  }

  // Not as LocalDate writes it: the day after 9999-12-31 would get a sign.
  private static String midnight(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "'%04d-%02d-%02d 00:00:00+00'",
        day.getYear(),
        day.getMonthValue(),
        day.getDayOfMonth());
  }
}
