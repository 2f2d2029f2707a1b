package dev.ringwatch.postgres.incident;

import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.Columns;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads incidents page by page, and has people decide about them. Safe for threads. */
public final class IncidentPages {

  private static final String SELECT = "SELECT " + KeptIncident.COLUMNS + " FROM alert_incidents ";

  private static final String ACKNOWLEDGE =
      """
      WITH before AS (
        SELECT id, acknowledged_at IS NULL AS first FROM alert_incidents
        WHERE id = ? AND closed_at IS NULL FOR UPDATE),
      seen AS (
        UPDATE alert_incidents i SET state = 'acknowledged', acknowledged_by = ?,
          acknowledged_at = ?
        FROM before WHERE i.id = before.id AND before.first
        RETURNING i.id, acknowledged_at, acknowledged_by, score, band),
      noted AS (
        INSERT INTO alert_moves (incident_id, move, at, last_at, score, band, who)
        SELECT id, 'acknowledged', acknowledged_at, acknowledged_at, score, band, acknowledged_by
        FROM seen)
      SELECT first FROM before
      """;

  private static final String ASSIGN =
      """
      WITH assigned AS (
        UPDATE alert_incidents SET assigned_to = ? WHERE id = ? AND closed_at IS NULL
        RETURNING id, score, band, assigned_to)
      INSERT INTO alert_moves (incident_id, move, at, last_at, score, band, who, words)
      SELECT id, 'assigned', moved.at, moved.at, score, band, ?, coalesce(assigned_to, '')
      FROM assigned, (SELECT ?::timestamptz AS at) moved
      """;

  private static final String RESOLVE =
      """
      WITH resolved AS (
        UPDATE alert_incidents SET state = 'resolved', closed_at = ?, closed_by = ?,
          close_reason = ?, minute = greatest(minute, ?)
        WHERE id = ? AND closed_at IS NULL
        RETURNING id, closed_at, closed_by, close_reason, score, band)
      INSERT INTO alert_moves (incident_id, move, at, last_at, score, band, who, words)
      SELECT id, 'resolved', closed_at, closed_at, score, band, closed_by, close_reason
      FROM resolved
      """;

  private final DataSource dataSource;

  /** The incidents in a database that has the schema. */
  public IncidentPages(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Which incidents.
   *
   * @param open those that are open only, or those that are closed only; all if absent
   * @param dedupKey those of one matter only
   */
  public record Filter(Optional<Boolean> open, Optional<String> dedupKey) {

    /** All of them. */
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());
  }

  /** The incidents of some numbers, on a connection, as part of its transaction. */
  public List<KeptIncident> findAll(Connection connection, Collection<Long> ids)
      throws SQLException {
    Array all = connection.createArrayOf("bigint", ids.toArray());
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ANY (?)")) {
      select.setArray(1, all);
      return readAll(select);
    } finally {
      all.free();
    }
  }

  /** The incident of a number. */
  public Optional<KeptIncident> find(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return find(connection, id);
    }
  }

  /** The same, on a connection, as part of its transaction. */
  public Optional<KeptIncident> find(Connection connection, long id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      select.setLong(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  /**
   * Incidents, the newest first.
   *
   * @param before those with smaller numbers only
   * @param limit the most to return
   */
  public List<KeptIncident> page(Filter filter, long before, int limit) throws SQLException {
    String open =
        filter
            .open()
            .map(isOpen -> isOpen ? " AND closed_at IS NULL" : " AND closed_at IS NOT NULL")
            .orElse("");
    String key = filter.dedupKey().isPresent() ? " AND dedup_key = ?" : "";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                SELECT + "WHERE id < ?" + open + key + " ORDER BY id DESC LIMIT ?")) {
      int parameter = 1;
      select.setLong(parameter++, before);
      if (filter.dedupKey().isPresent()) {
        select.setString(parameter++, filter.dedupKey().get());
      }
      select.setInt(parameter, limit);
      return readAll(select);
    }
  }

  /**
   * The open incidents of some matters, which nobody else can move until the connection's
   * transaction ends.
   */
  public List<KeptIncident> lockOpen(Connection connection, Collection<String> dedupKeys)
      throws SQLException {
    Array keys = connection.createArrayOf("text", dedupKeys.toArray());
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "WHERE dedup_key = ANY (?) AND closed_at IS NULL ORDER BY id FOR UPDATE")) {
      select.setArray(1, keys);
      return readAll(select);
    } finally {
      keys.free();
    }
  }

  static List<KeptIncident> readAll(PreparedStatement select) throws SQLException {
    List<KeptIncident> all = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        all.add(KeptIncident.read(row));
      }
    }
    return all;
  }

  /** How many are open. */
  public long countOpen() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM alert_incidents WHERE closed_at IS NULL");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What it came to that somebody said to have seen an incident. */
  public enum Seen {
    /** They are the first to say so. */
    FIRST,
    /** Somebody had said so before, and stays the one who did. */
    AGAIN,
    /** It is closed, or there is none. */
    CLOSED
  }

  /**
   * Notes that somebody has seen an open incident; on a connection, as part of its transaction. Who
   * said so first stays.
   */
  public Seen acknowledge(Connection connection, long id, String who, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ACKNOWLEDGE)) {
      update.setLong(1, id);
      update.setString(2, who);
      Columns.set(update, 3, now);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          return Seen.CLOSED;
        }
        return row.getBoolean(1) ? Seen.FIRST : Seen.AGAIN;
      }
    }
  }

  /**
   * Says who looks after an open incident; on a connection, as part of its transaction.
   *
   * @param who who says so
   * @param whom null for nobody
   * @return whether it is open
   */
  public boolean assign(
      Connection connection, long id, String who, @Nullable String whom, Instant now)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ASSIGN)) {
      update.setString(1, whom);
      update.setLong(2, id);
      update.setString(3, who);
      Columns.set(update, 4, now);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Closes an open incident; on a connection, as part of its transaction.
   *
   * @param known what was up to this tick is known to who closes it, and no news
   * @return whether it was open
   */
  public boolean resolve(
      Connection connection, long id, String who, String reason, Instant now, Tick known)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(RESOLVE)) {
      Columns.set(update, 1, now);
      update.setString(2, who);
      update.setString(3, reason);
      update.setLong(4, known.epochMinute());
      update.setLong(5, id);
      return update.executeUpdate() == 1;
    }
  }
}
