package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The lists of what to let pass and what to watch: of one value on one list there is one entry.
 * Safe for threads.
 */
public final class Lists {

  private static final String COLUMNS =
      "kind, what, value, reason, created_by, created_at, expires_at";

  private final DataSource dataSource;

  /** The lists in a database that has the schema. */
  public Lists(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Puts an entry on its list, in the place of the one that is there; on a connection, as part of
   * its transaction.
   *
   * @return whether there was one
   */
  public boolean put(Connection connection, ListEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO listed ("
                + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, what, value) DO UPDATE SET"
                + " reason = excluded.reason, created_by = excluded.created_by,"
                + " created_at = excluded.created_at, expires_at = excluded.expires_at"
                + " RETURNING old.value IS NOT NULL")) {
      insert.setString(1, entry.kind().word());
      insert.setString(2, entry.what().word());
      insert.setString(3, entry.value());
      insert.setString(4, entry.reason());
      insert.setString(5, entry.createdBy());
      Columns.set(insert, 6, entry.createdAt());
      Columns.set(insert, 7, entry.expiresAt());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /**
   * Takes an entry off its list; on a connection, as part of its transaction.
   *
   * @return whether there was one
   */
  public boolean remove(Connection connection, ListKind kind, ListedWhat what, String value)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM listed WHERE kind = ? AND what = ? AND value = ?")) {
      delete.setString(1, kind.word());
      delete.setString(2, what.word());
      delete.setString(3, value);
      return delete.executeUpdate() == 1;
    }
  }

  /**
   * Which entries of a list are wanted.
   *
   * @param kind of which list
   * @param what of which field only; of all if absent
   * @param value of which value only; of all if absent
   */
  public record Filter(ListKind kind, Optional<ListedWhat> what, Optional<String> value) {}

  /**
   * The place of an entry in its list, which is ordered by field, then value.
   *
   * @param what of which field it is
   * @param value its value
   */
  public record Place(ListedWhat what, String value) {}

  /**
   * A page of a list, those that hold no more included.
   *
   * @param after where the page before ended; null for the first page
   * @param limit the most to return
   */
  public List<ListEntry> page(Filter filter, @Nullable Place after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + COLUMNS
                    + " FROM listed WHERE kind = ? AND (what, value) > (?, ?)"
                    + (filter.what().isPresent() ? " AND what = ?" : "")
                    + (filter.value().isPresent() ? " AND value = ?" : "")
                    + " ORDER BY what, value LIMIT ?")) {
      int parameter = 1;
      select.setString(parameter++, filter.kind().word());
      select.setString(parameter++, after == null ? "" : after.what().word());
      select.setString(parameter++, after == null ? "" : after.value());
      if (filter.what().isPresent()) {
        select.setString(parameter++, filter.what().get().word());
      }
      if (filter.value().isPresent()) {
        select.setString(parameter++, filter.value().get());
      }
      select.setInt(parameter, limit);
      return readAll(select);
    }
  }

  /** The entries of a value that hold at a time, one a list at most. */
  public List<ListEntry> holding(ListedWhat what, String value, Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + COLUMNS
                    + " FROM listed WHERE kind IN ('allow', 'watch') AND what = ? AND value = ?"
                    + " AND (expires_at IS NULL OR expires_at > ?) ORDER BY kind")) {
      select.setString(1, what.word());
      select.setString(2, value);
      Columns.set(select, 3, time);
      return readAll(select);
    }
  }

  private static List<ListEntry> readAll(PreparedStatement select) throws SQLException {
    List<ListEntry> entries = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        entries.add(
            new ListEntry(
                ListKind.of(row.getString("kind")).orElseThrow(),
                ListedWhat.of(row.getString("what")).orElseThrow(),
                row.getString("value"),
                row.getString("reason"),
                row.getString("created_by"),
                Columns.time(row, "created_at"),
                Columns.timeOrNull(row, "expires_at")));
      }
    }
    return entries;
  }
}
