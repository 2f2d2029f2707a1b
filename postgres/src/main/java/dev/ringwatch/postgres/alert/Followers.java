package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Transaction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Deliveries that wait behind an earlier one of their incident. While that is not at an end they
 * are out of the way of what is due: parked, until it ends. Safe for threads and for several
 * processes.
 */
public final class Followers {

  /*
   * Nobody waits for a lock here, and nobody is forgotten. Whoever ends a delivery locks the one
   * behind it, in the same transaction, and wakes it if it is parked. Parking locks first, passes
   * over what is locked, and looks again, by a snapshot taken afterwards, whether each is still
   * behind. So either it sees that the earlier one has ended; or whoever ends that has yet to lock
   * the follower, waits for us, and finds it parked. Where an earlier one ends in another way, as
   * by an endpoint's deletion, the follower is looked at again after some minutes.
   */

  /** How many are parked at once, of an endpoint. */
  private static final int MOST = 10_000;

  /** After so long a parked one is looked at again, if nobody wakes it before. */
  static final int PARKED_MINUTES = 10;

  private static final String FIND =
      """
      WITH found AS MATERIALIZED (
        SELECT d.id FROM alert_endpoints e
        CROSS JOIN LATERAL (SELECT w.id, w.incident_id, w.endpoint_id, w.place
          FROM alert_deliveries w WHERE w.endpoint_id = e.id AND w.state = 'waiting'
            AND w.next_attempt_at <= now()
          ORDER BY w.next_attempt_at, w.place LIMIT %d) d
        WHERE e.disabled_at IS NULL AND %s LIMIT %d)
      SELECT l.id FROM found JOIN alert_deliveries l ON l.id = found.id
      WHERE l.state = 'waiting' FOR UPDATE OF l SKIP LOCKED
      """
          .formatted(MOST, AlertSql.BEHIND, MOST);

  private static final String PARK =
      """
      UPDATE alert_deliveries d SET next_attempt_at = now() + interval '%d minutes'
      WHERE d.id = ANY (?) AND d.state = 'waiting' AND %s
      """
          .formatted(PARKED_MINUTES, AlertSql.BEHIND);

  /** That of the next one is read under its lock: it may be parked at this very moment. */
  private static final String WAKE =
      """
      UPDATE alert_deliveries t SET next_attempt_at = now()
      FROM unnest(?::uuid[]) AS ended (id) JOIN alert_deliveries d ON d.id = ended.id
        CROSS JOIN LATERAL (SELECT f.id, f.next_attempt_at FROM alert_deliveries f
          WHERE f.incident_id = d.incident_id AND f.endpoint_id = d.endpoint_id
            AND f.place > d.place AND f.state = 'waiting'
          ORDER BY f.place LIMIT 1 FOR UPDATE) next
      WHERE d.state <> 'waiting' AND t.id = next.id AND t.lease IS NULL AND t.tries = 0
        AND next.next_attempt_at > now()
      """;

  private static final String WAKE_ALL =
      """
      WITH behind AS MATERIALIZED (SELECT f.id FROM alert_deliveries f
        WHERE f.endpoint_id = ANY (?) AND f.state = 'waiting' AND f.lease IS NULL AND f.tries = 0
        ORDER BY f.id FOR UPDATE)
      UPDATE alert_deliveries t SET next_attempt_at = now() FROM behind
      WHERE t.id = behind.id AND t.next_attempt_at > now()
      """;

  private final DataSource dataSource;

  /** The deliveries in a database that has the schema. */
  public Followers(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Parks what is due and behind an earlier one.
   *
   * @return how many
   */
  public int park() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(
          connection,
          () -> {
            List<UUID> found = found(connection);
            return found.isEmpty()
                ? 0
                : update(connection, PARK, connection.createArrayOf("uuid", found.toArray()));
          });
    }
  }

  private static List<UUID> found(Connection connection) throws SQLException {
    List<UUID> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(FIND);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(row.getObject(1, UUID.class));
      }
    }
    return found;
  }

  /** Wakes those behind deliveries that have ended, as part of a connection's transaction. */
  static void wake(Connection connection, List<UUID> ended) throws SQLException {
    if (!ended.isEmpty()) {
      update(connection, WAKE, connection.createArrayOf("uuid", ended.toArray()));
    }
  }

  /** Wakes all of endpoints of which a digest has ended: it stood for many incidents. */
  static void wakeAll(Connection connection, Collection<Long> endpoints) throws SQLException {
    if (!endpoints.isEmpty()) {
      update(connection, WAKE_ALL, connection.createArrayOf("bigint", endpoints.toArray()));
    }
  }

  private static int update(Connection connection, String sql, Array array) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, array);
      return update.executeUpdate();
    }
  }
}
