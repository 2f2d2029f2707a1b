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

  /**
   * Notes that somebody has seen an open incident; on a connection, as part of its transaction. Who
   * said so first stays.
   *
   * @return whether it is open
   */
  public boolean acknowledge(Connection connection, long id, String who, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert_incidents SET state = 'acknowledged', acknowledged_by ="
                + " coalesce(acknowledged_by, ?), acknowledged_at = coalesce(acknowledged_at, ?)"
                + " WHERE id = ? AND closed_at IS NULL")) {
      update.setString(1, who);
      Columns.set(update, 2, now);
      update.setLong(3, id);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Says who looks after an open incident; on a connection, as part of its transaction.
   *
   * @param whom null for nobody
   * @return whether it is open
   */
  public boolean assign(Connection connection, long id, @Nullable String whom) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert_incidents SET assigned_to = ? WHERE id = ? AND closed_at IS NULL")) {
      update.setString(1, whom);
      update.setLong(2, id);
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
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert_incidents SET state = 'resolved', closed_at = ?, closed_by = ?,"
                + " close_reason = ?, minute = greatest(minute, ?)"
                + " WHERE id = ? AND closed_at IS NULL")) {
      Columns.set(update, 1, now);
      update.setString(2, who);
      update.setString(3, reason);
      update.setLong(4, known.epochMinute());
      update.setLong(5, id);
      return update.executeUpdate() == 1;
    }
  }
}
