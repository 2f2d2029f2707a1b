package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
        count(connection, rejected);
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
            "INSERT INTO rejected_events (received_at, api_key_id, batch_index, kind, reason, text)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      for (RejectedEvent event : rejected) {
        Columns.set(insert, 1, event.receivedAt());
        insert.setObject(2, event.apiKeyId(), Types.BIGINT);
        insert.setInt(3, event.batchIndex());
        insert.setString(4, event.kind());
        insert.setString(5, Columns.keepable(event.reason(), MAX_TEXT_LENGTH));
        insert.setString(6, Columns.keepable(event.text(), MAX_TEXT_LENGTH));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Last, for others wait for the row of an hour; in order, so that no two wait for each other. */
  private static void count(Connection connection, Collection<RejectedEvent> rejected)
      throws SQLException {
    Map<Instant, Map<String, Long>> counts = new TreeMap<>();
    for (RejectedEvent event : rejected) {
      counts
          .computeIfAbsent(
              event.receivedAt().truncatedTo(ChronoUnit.HOURS), hour -> new TreeMap<>())
          .merge(event.kind(), 1L, Long::sum);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO rejected_counts (hour, kind, rejected) VALUES (?, ?, ?)"
                + " ON CONFLICT (hour, kind)"
                + " DO UPDATE SET rejected = rejected_counts.rejected + excluded.rejected")) {
      for (Map.Entry<Instant, Map<String, Long>> hour : counts.entrySet()) {
        for (Map.Entry<String, Long> kind : hour.getValue().entrySet()) {
          Columns.set(insert, 1, hour.getKey());
          insert.setString(2, kind.getKey());
          insert.setLong(3, kind.getValue());
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /**
   * Which of them are wanted.
   *
   * @param kind of this kind only; of all if absent
   * @param from of this moment or later; null for no bound
   * @param to of before this moment; null for no bound
   */
  public record Filter(Optional<String> kind, @Nullable Instant from, @Nullable Instant to) {

    /** All of them. */
    public static final Filter ALL = new Filter(Optional.empty(), null, null);
  }

  /**
   * One that is kept.
   *
   * @param id its number
   * @param event what it was
   */
  public record Kept(long id, RejectedEvent event) {

    /** Its place among the others. */
    public Place place() {
      return new Place(event.receivedAt(), id);
    }
  }

  /**
   * The place of one among the others, which are ordered by time, then number.
   *
   * @param receivedAt when it came
   * @param id its number
   */
  public record Place(Instant receivedAt, long id) {}

  /**
   * A page of them, the newest first. Reads back along the index on time, over what the filter
   * leaves out too.
   *
   * @param before where the page before ended; null for the first page
   * @param limit the most to return
   */
  public List<Kept> page(Filter filter, @Nullable Place before, int limit) throws SQLException {
    String condition =
        (before == null ? "" : " AND (received_at, id) < (?, ?)")
            + (filter.kind().isEmpty() ? "" : " AND kind = ?")
            + (filter.from() == null ? "" : " AND received_at >= ?")
            + (filter.to() == null ? "" : " AND received_at < ?");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, received_at, api_key_id, batch_index, kind, reason, text"
                    + " FROM rejected_events WHERE true"
                    + condition
                    + " ORDER BY received_at DESC, id DESC LIMIT ?")) {
      bind(select, filter, before, limit);
      List<Kept> events = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          events.add(new Kept(row.getLong("id"), read(row)));
        }
      }
      return events;
    }
  }

  private static void bind(
      PreparedStatement select, Filter filter, @Nullable Place before, int limit)
      throws SQLException {
    int parameter = 1;
    if (before != null) {
      Columns.set(select, parameter++, before.receivedAt());
      select.setLong(parameter++, before.id());
    }
    if (filter.kind().isPresent()) {
      select.setString(parameter++, filter.kind().get());
    }
    for (Instant bound : new @Nullable Instant[] {filter.from(), filter.to()}) {
      if (bound != null) {
        Columns.set(select, parameter++, bound);
      }
    }
    select.setInt(parameter, limit);
  }

  /**
   * How many there were.
   *
   * @param hour when the hour began
   * @param kind of which kind
   * @param rejected how many came in that hour
   */
  public record HourCount(Instant hour, String kind, long rejected) {}

  /** How many there were by hour and kind since a time, that hour included, the newest first. */
  public List<HourCount> countsSince(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT hour, kind, rejected FROM rejected_counts WHERE hour >= ?"
                    + " ORDER BY hour DESC, kind")) {
      Columns.set(select, 1, time.truncatedTo(ChronoUnit.HOURS));
      List<HourCount> counts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.add(
              new HourCount(
                  Columns.time(row, "hour"), row.getString("kind"), row.getLong("rejected")));
        }
      }
      return counts;
    }
  }

  /**
   * Forgets those that came before a time, and the counts of hours that began before it.
   *
   * @return how many events
   */
  public int deleteBefore(Instant time) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement events =
            connection.prepareStatement("DELETE FROM rejected_events WHERE received_at < ?");
        PreparedStatement counts =
            connection.prepareStatement("DELETE FROM rejected_counts WHERE hour < ?")) {
      Columns.set(counts, 1, time);
      counts.executeUpdate();
      Columns.set(events, 1, time);
      return events.executeUpdate();
    }
  }

  private static RejectedEvent read(ResultSet row) throws SQLException {
    return new RejectedEvent(
        Columns.time(row, "received_at"),
        keyId(row),
        row.getInt("batch_index"),
        Objects.requireNonNullElse(row.getString("kind"), RejectedEvent.OF_NO_KIND),
        row.getString("reason"),
        row.getString("text"));
  }

  private static @Nullable Long keyId(ResultSet row) throws SQLException {
    long id = row.getLong("api_key_id");
    return row.wasNull() ? null : id;
  }
}
