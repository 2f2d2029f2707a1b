package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/** What was sent, what waits, what was given up. Safe for threads and for several processes. */
public final class DeliveryLog {

  /** How deliveries may stand. */
  public static final List<String> STATES = List.of("waiting", "delivered", "dead", "digested");

  private static final String COLUMNS =
      "d.id, d.place, d.incident_id, d.endpoint_id, e.name, d.change, d.state, d.state_reason, d.tries,"
          + " d.created_at, d.next_attempt_at, d.delivered_at, d.digest, d.stands_for, d.payload,"
          + " CASE WHEN d.change IN ('opened', 'reopened') THEN i.arrived_at END AS arrived_at";

  private static final String FROM =
      " FROM alert_deliveries d JOIN alert_endpoints e ON e.id = d.endpoint_id"
          + " LEFT JOIN alert_incidents i ON i.id = d.incident_id ";

  private final DataSource dataSource;

  /** The deliveries in a database that has the schema. */
  public DeliveryLog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Which deliveries are wanted.
   *
   * @param state one of {@link #STATES}; any if empty
   * @param incident of which incident; of any if empty
   * @param endpoint to which endpoint; to any if empty
   */
  public record Filter(Optional<String> state, OptionalLong incident, OptionalLong endpoint) {}

  /**
   * A page, the newest first.
   *
   * @param before the place where the page before ended; empty for the first page
   * @param limit the most to return
   */
  public List<Delivery> page(Filter filter, OptionalLong before, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + COLUMNS
                    + FROM
                    + "WHERE d.place < ?"
                    + (filter.state().isPresent() ? " AND d.state = ?" : "")
                    + (filter.incident().isPresent() ? " AND d.incident_id = ?" : "")
                    + (filter.endpoint().isPresent() ? " AND d.endpoint_id = ?" : "")
                    + " ORDER BY d.place DESC LIMIT ?")) {
      int parameter = 1;
      select.setLong(parameter++, before.orElse(Long.MAX_VALUE));
      if (filter.state().isPresent()) {
        select.setString(parameter++, filter.state().get());
      }
      if (filter.incident().isPresent()) {
        select.setLong(parameter++, filter.incident().getAsLong());
      }
      if (filter.endpoint().isPresent()) {
        select.setLong(parameter++, filter.endpoint().getAsLong());
      }
      select.setInt(parameter, limit);
      return readAll(select);
    }
  }

  /** The one of an id. */
  public Optional<Delivery> find(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT " + COLUMNS + FROM + "WHERE d.id = ?")) {
      select.setObject(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  /** The last attempt at each of some deliveries; of those that were not tried there is none. */
  public Map<UUID, Attempt> lastAttempts(Collection<UUID> ids) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT DISTINCT ON (delivery_id) delivery_id, at, took_ms, status, error, answer"
                    + " FROM alert_attempts WHERE delivery_id = ANY (?)"
                    + " ORDER BY delivery_id, id DESC")) {
      select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      Map<UUID, Attempt> last = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          last.put(row.getObject("delivery_id", UUID.class), attempt(row));
        }
      }
      return last;
    }
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        Columns.time(row, "at"),
        row.getInt("took_ms"),
        row.getObject("status", Integer.class),
        row.getString("error"),
        row.getString("answer"));
  }

  /** What was tried for a delivery, in order. */
  public List<Attempt> attempts(UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT at, took_ms, status, error, answer FROM alert_attempts"
                    + " WHERE delivery_id = ? ORDER BY id")) {
      select.setObject(1, id);
      List<Attempt> attempts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          attempts.add(attempt(row));
        }
      }
      return attempts;
    }
  }

  /**
   * Has a delivery sent again, with the same id and as if it had never been tried; on a connection,
   * as part of its transaction. One that is under way may arrive twice.
   *
   * @return whether there is one to an endpoint that was not deleted
   */
  public boolean sendAgain(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE alert_deliveries d SET state = 'waiting', state_reason = '', tries = 0,"
                + " next_attempt_at = CASE WHEN d.lease IS NULL THEN now() ELSE d.next_attempt_at"
                + " END, waiting_since = now(), delivered_at = NULL, dead_at = NULL, digest = NULL"
                + " FROM alert_endpoints e"
                + " WHERE d.id = ? AND e.id = d.endpoint_id AND e.deleted_at IS NULL")) {
      update.setObject(1, id);
      return update.executeUpdate() == 1;
    }
  }

  /**
   * Gives up what has waited for too long since it was made or asked for again, by the database's
   * clock; except what is under way.
   *
   * @return how many
   */
  public int giveUpAfter(Duration longest) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE alert_deliveries SET state = 'dead', state_reason = 'it waited too long',"
                    + " next_attempt_at = NULL, lease = NULL, dead_at = now() WHERE state = 'waiting'"
                    + " AND waiting_since < now() - ? * interval '1 second'"
                    + " AND (lease IS NULL OR next_attempt_at <= now())")) {
      update.setLong(1, longest.toSeconds());
      return update.executeUpdate();
    }
  }

  /**
   * Forgets what was made before a time and does not wait, nor within a digest that does, with all
   * attempts at it.
   */
  public void forgetBefore(Instant made) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM alert_deliveries d WHERE created_at < ? AND state <> 'waiting'"
                    + " AND NOT (state = 'digested' AND EXISTS (SELECT FROM alert_deliveries whole"
                    + " WHERE whole.id = d.digest AND whole.state = 'waiting'))"
                    // Who was told of one that is open is to be told how it ends.
                    + " AND NOT EXISTS (SELECT FROM alert_incidents i"
                    + " WHERE i.id = d.incident_id AND i.closed_at IS NULL)")) {
      Columns.set(delete, 1, made);
      delete.executeUpdate();
    }
  }

  private static List<Delivery> readAll(PreparedStatement select) throws SQLException {
    List<Delivery> deliveries = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        deliveries.add(
            new Delivery(
                row.getObject("id", UUID.class),
                row.getLong("place"),
                incident(row),
                row.getLong("endpoint_id"),
                row.getString("name"),
                row.getString("change"),
                state(row),
                row.getString("payload"),
                Columns.timeOrNull(row, "arrived_at")));
      }
    }
    return deliveries;
  }

  private static OptionalLong incident(ResultSet row) throws SQLException {
    long incident = row.getLong("incident_id");
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(incident);
  }

  private static Delivery.State state(ResultSet row) throws SQLException {
    return new Delivery.State(
        row.getString("state"),
        row.getString("state_reason"),
        row.getInt("tries"),
        Columns.time(row, "created_at"),
        Columns.timeOrNull(row, "next_attempt_at"),
        Columns.timeOrNull(row, "delivered_at"),
        row.getObject("digest", UUID.class),
        row.getInt("stands_for"));
  }
}
