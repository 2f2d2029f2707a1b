package dev.ringwatch.postgres.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Brings the indexes that searches use up to what was written. They know nothing of new pages until
 * they are told, and a search reads these pages whole; telling them takes about half a
 * core-microsecond for an event, which is why it is done a little at a time, beside everything
 * else. Used by one thread.
 */
public final class SearchIndexes {

  /** Ranges of pages begin at multiples of this; see the migration. */
  private static final int RANGE = 16;

  /**
   * Pages at the end of a table that may still fill up. An event that comes into a range that the
   * index knows has the index written again at once, which is dear.
   */
  private static final int STILL_FILLING = 256;

  private static final String SIZES =
      "SELECT relname, pg_relation_size(pg_class.oid) / current_setting('block_size')::int"
          + " FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
          + " WHERE inhparent = 'raw_events'::regclass ORDER BY relname DESC";

  private static final String SEARCH_INDEXES =
      " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
          + " JOIN pg_am ON pg_am.oid = relam AND amname = 'brin'"
          + " WHERE indnatts > 1 AND indrelid = to_regclass(?)";

  private static final String FULL_RANGES =
      "SELECT coalesce(sum(brin_summarize_range(indexrelid, page)), 0) FROM (SELECT indexrelid"
          + SEARCH_INDEXES
          + ") AS indexes, generate_series(?, ?, "
          + (RANGE + ") AS page");

  private static final String EVERYTHING =
      "SELECT count(brin_summarize_new_values(indexrelid))" + SEARCH_INDEXES;

  private final DataSource dataSource;
  private final Map<String, Long> pagesDone = new HashMap<>();

  /**
   * What is to be told after some was.
   *
   * @param told how many pages were done with
   * @param waiting how many full pages are left
   */
  public record Progress(long told, long waiting) {}

  /** The indexes in a database that has the schema. */
  public SearchIndexes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Tells them of some pages that they do not know of and that are full, on the newest day that has
   * any.
   *
   * @param most how many pages, at least one range's
   */
  public Progress tellOfFullPages(int most) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Map<String, Long> sizes = sizes(connection);
      pagesDone.keySet().retainAll(sizes.keySet());
      long before = waiting(sizes);
      for (Map.Entry<String, Long> partition : sizes.entrySet()) {
        if (tellOfFullPages(connection, partition.getKey(), full(partition.getValue()), most)) {
          break;
        }
      }
      long after = waiting(sizes);
      return new Progress(before - after, after);
    }
  }

  /** The pages of a table that nothing is added to any more. */
  private static long full(long pages) {
    return Math.max(0, pages - STILL_FILLING) / RANGE * RANGE;
  }

  private long waiting(Map<String, Long> sizes) {
    return sizes.entrySet().stream()
        .mapToLong(one -> full(one.getValue()) - pagesDone.getOrDefault(one.getKey(), 0L))
        .sum();
  }

  /** Whether there was anything new; what they know already costs little. */
  private boolean tellOfFullPages(Connection connection, String partition, long full, int most)
      throws SQLException {
    long done = pagesDone.getOrDefault(partition, 0L);
    boolean isNew = false;
    try (PreparedStatement tell = connection.prepareStatement(FULL_RANGES)) {
      tell.setString(1, partition);
      while (done < full && !isNew) {
        long end = Math.min(full, done + Math.max(RANGE, most / RANGE * RANGE));
        tell.setLong(2, done);
        tell.setLong(3, end - 1);
        try (ResultSet told = tell.executeQuery()) {
          told.next();
          isNew = told.getLong(1) > 0;
        }
        done = end;
        pagesDone.put(partition, done);
      }
    }
    return isNew;
  }

  /** Tells them of all that there is of the days before one: nobody writes to them any more. */
  public void tellOfDaysBefore(LocalDate day) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement tell = connection.prepareStatement(EVERYTHING)) {
      for (LocalDate past : EventPartitions.existing(connection)) {
        if (past.isBefore(day)) {
          tell.setString(1, EventPartitions.nameOf(past));
          tell.executeQuery().close();
        }
      }
    }
  }

  /**
   * Makes them forget that the first range of a new table is empty: they would be written again
   * with each of its first thousand events, for 0.1 ms each.
   */
  static void forgetEmptyRange(Statement statement, String partition) throws SQLException {
    statement.execute(
        "SELECT brin_desummarize_range(indexrelid, 0)"
            + SEARCH_INDEXES.replace("?", "'" + partition + "'"));
  }

  private static Map<String, Long> sizes(Connection connection) throws SQLException {
    Map<String, Long> sizes = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SIZES)) {
      while (rows.next()) {
        sizes.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sizes;
  }
}
