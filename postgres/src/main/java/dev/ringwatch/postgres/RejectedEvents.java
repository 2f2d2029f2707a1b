package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was sent as an event and not used, kept for a look. Safe for threads. */
public final class RejectedEvents {

  /** How much of one event's text is kept; a sender of rubbish must not fill the disk with it. */
  public static final int MAX_TEXT_LENGTH = 4_096;

  private final DataSource dataSource;

  /** The rejected events in a database that has the schema. */
  public RejectedEvents(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Keeps all or, if it fails, none. Long texts are cut; what no text column holds (NUL, half a
   * surrogate pair) shows as the replacement character.
   */
  public void add(Collection<RejectedEvent> rejected) throws SQLException {
    if (rejected.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        insert(connection, rejected);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static void insert(Connection connection, Collection<RejectedEvent> rejected)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO rejected_events (received_at, api_key_id, batch_index, reason, text)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (RejectedEvent event : rejected) {
        Columns.set(insert, 1, event.receivedAt());
        insert.setObject(2, event.apiKeyId(), Types.BIGINT);
        insert.setInt(3, event.batchIndex());
        insert.setString(4, Columns.keepable(event.reason(), MAX_TEXT_LENGTH));
        insert.setString(5, Columns.keepable(event.text(), MAX_TEXT_LENGTH));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * The latest, newest first.
   *
   * @param limit the most to return
   */
  public List<RejectedEvent> latest(int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT received_at, api_key_id, batch_index, reason, text FROM rejected_events"
                    + " ORDER BY received_at DESC, id DESC LIMIT ?")) {
      select.setInt(1, limit);
      List<RejectedEvent> events = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          events.add(read(row));
        }
      }
      return events;
    }
  }

  /**
   * Forgets those that came before a time.
   *
   * @return how many
   */
  public int deleteBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM rejected_events WHERE received_at < ?")) {
      Columns.set(delete, 1, time);
      return delete.executeUpdate();
    }
  }

  private static RejectedEvent read(ResultSet row) throws SQLException {
    return new RejectedEvent(
        Columns.time(row, "received_at"),
        keyId(row),
        row.getInt("batch_index"),
        row.getString("reason"),
        row.getString("text"));
  }

  private static @Nullable Long keyId(ResultSet row) throws SQLException {
    long id = row.getLong("api_key_id");
    return row.wasNull() ? null : id;
  }
}
