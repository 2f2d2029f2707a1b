package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;

/**
 * The entries of the log that could not be processed, each with the first that went wrong with it.
 * Safe for threads.
 */
public final class SetAsideEntries {

  /** How much of an error is kept. */
  public static final int MAX_ERROR_LENGTH = 4_096;

  private static final String INSERT = "INSERT INTO set_aside (seq, kind, error, set_aside_at)";

  private final DataSource dataSource;

  /** The entries in a database that has the schema. */
  public SetAsideEntries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Keeps all or, if it fails, none; those that are there already stay as they are. An event that
   * is known by its identity, and that retention has dropped meanwhile, is left out. O(1) each, and
   * a look into the log for such an event.
   */
  public void add(Collection<SetAsideEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        insert(connection, entries);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void insert(Connection connection, Collection<SetAsideEntry> entries)
      throws SQLException {
    try (PreparedStatement numbered =
            connection.prepareStatement(INSERT + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
        PreparedStatement identified =
            connection.prepareStatement(
                INSERT
                    + " SELECT seq, ?, ?, ? FROM raw_events WHERE ts = ? AND event_id = ?"
                    + " ON CONFLICT DO NOTHING")) {
      for (SetAsideEntry entry : entries) {
        String error = Columns.keepable(entry.error(), MAX_ERROR_LENGTH);
        if (entry.eventTime() == null) {
          numbered.setLong(1, entry.seq());
          numbered.setString(2, entry.kind());
          numbered.setString(3, error);
          Columns.set(numbered, 4, entry.at());
          numbered.addBatch();
        } else {
          identified.setString(1, entry.kind());
          identified.setString(2, error);
          Columns.set(identified, 3, entry.at());
          Columns.set(identified, 4, entry.eventTime());
          identified.setString(5, entry.eventId());
          identified.addBatch();
        }
      }
      numbered.executeBatch();
      identified.executeBatch();
    }
  }

  /** How many entries are kept. */
  public long count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM set_aside");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * A page of them, in the order of the log from its end.
   *
   * @param before only entries before this number; the largest number for the first page
   * @param limit the most to return
   */
  public List<SetAsideEntry> page(long before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT seq, kind, error, set_aside_at FROM set_aside WHERE seq < ?"
                    + " ORDER BY seq DESC LIMIT ?")) {
      select.setLong(1, before);
      select.setInt(2, limit);
      List<SetAsideEntry> entries = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          entries.add(
              SetAsideEntry.at(
                  row.getLong("seq"),
                  row.getString("kind"),
                  row.getString("error"),
                  Columns.time(row, "set_aside_at")));
        }
      }
      return entries;
    }
  }

  /**
   * How many entries of a kind are kept.
   *
   * @param kind of which kind
   * @param all how many
   * @param since how many of them were set aside since a time
   */
  public record KindCount(String kind, long all, long since) {}

  /** How many entries are kept, by kind, and how many of them were set aside since a time. */
  public List<KindCount> countsSince(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT kind, count(*), count(*) FILTER (WHERE set_aside_at >= ?) FROM set_aside"
                    + " GROUP BY kind ORDER BY kind")) {
      Columns.set(select, 1, time);
      List<KindCount> counts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.add(new KindCount(row.getString(1), row.getLong(2), row.getLong(3)));
        }
      }
      return counts;
    }
  }

  /**
   * Forgets those that were set aside before a time.
   *
   * @return how many
   */
  public int deleteBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM set_aside WHERE set_aside_at < ?")) {
      Columns.set(delete, 1, time);
      return delete.executeUpdate();
    }
  }
}
