package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Says what there is to do at endpoints. Safe for threads. */
public final class EndpointWorks {

  /** How far back it is looked for how it went: so many messages. */
  public static final int LATELY = 200;

  /** Costs as much as there waits and was given up, and a little for each endpoint. */
  private static final String WORK =
      """
      WITH open AS (
        SELECT endpoint_id, count(*) FILTER (WHERE state = 'waiting') AS waiting,
          min(waiting_since) FILTER (WHERE state = 'waiting') AS since,
          count(*) FILTER (WHERE state = 'dead') AS dead
        FROM alert_deliveries WHERE state IN ('waiting', 'dead') AND endpoint_id = ANY (?)
        GROUP BY endpoint_id)
      SELECT e.id, coalesce(open.waiting, 0) AS waiting, open.since,
        coalesce(open.dead, 0) AS dead, %s AS room, arrived.delivered_at, failed.at, failed.took_ms,
        failed.status, failed.error, failed.answer
      FROM alert_endpoints e LEFT JOIN open ON open.endpoint_id = e.id
      LEFT JOIN LATERAL (SELECT max(d.delivered_at) AS delivered_at FROM (
          SELECT delivered_at FROM alert_deliveries WHERE endpoint_id = e.id
          ORDER BY place DESC LIMIT %d) d) arrived ON true
      LEFT JOIN LATERAL (SELECT a.* FROM (
          SELECT id FROM alert_deliveries WHERE endpoint_id = e.id ORDER BY place DESC LIMIT %d) d
        JOIN alert_attempts a ON a.delivery_id = d.id
        WHERE a.error <> '' ORDER BY a.id DESC LIMIT 1) failed ON true
      WHERE e.id = ANY (?)
      """
          .formatted(AlertSql.TOKENS, LATELY, LATELY);

  private final DataSource dataSource;

  /** The endpoints in a database that has the schema. */
  public EndpointWorks(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What there is to do at some endpoints, by their numbers. */
  public Map<Long, EndpointWork> of(Collection<Long> endpoints) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(WORK)) {
      select.setArray(1, connection.createArrayOf("bigint", endpoints.toArray()));
      select.setArray(2, connection.createArrayOf("bigint", endpoints.toArray()));
      Map<Long, EndpointWork> all = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          all.put(row.getLong("id"), read(row));
        }
      }
      return all;
    }
  }

  private static EndpointWork read(ResultSet row) throws SQLException {
    double tokens = row.getDouble("room");
    OptionalDouble room = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(tokens);
    return new EndpointWork(
        row.getLong("waiting"),
        Columns.timeOrNull(row, "since"),
        row.getLong("dead"),
        room,
        Columns.timeOrNull(row, "delivered_at"),
        failed(row));
  }

  private static @Nullable Attempt failed(ResultSet row) throws SQLException {
    return row.getString("error") == null
        ? null
        : new Attempt(
            Columns.time(row, "at"),
            row.getInt("took_ms"),
            row.getObject("status", Integer.class),
            row.getString("error"),
            row.getString("answer"));
  }
}
