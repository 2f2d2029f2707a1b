package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What is to be sent now. Of the messages of an incident to an endpoint only the first that still
 * waits is ever taken, so they arrive in order. Who takes some holds a lease of them: nobody else
 * takes them before that ends. All times are by the database's clock, so that servers may be wrong
 * about what time it is. Safe for threads and for several processes.
 */
public final class DueDeliveries {

  /**
   * How many rows of an endpoint a taking looks at; {@link Followers#park} clears away what is in
   * its way.
   */
  private static final int LOOKED_AT = 1_000;

  /** Endpoints with a budget are taken of by one at a time; another one passes over them. */
  private static final String TAKE =
      """
      WITH budgets AS MATERIALIZED (
        SELECT e.id, %s AS tokens FROM alert_endpoints e
        WHERE e.per_minute IS NOT NULL AND e.disabled_at IS NULL
          AND EXISTS (SELECT FROM alert_deliveries w WHERE w.endpoint_id = e.id
            AND w.state = 'waiting' AND w.next_attempt_at <= now())
        FOR NO KEY UPDATE SKIP LOCKED),
      due AS MATERIALIZED (
        SELECT first.id, e.id AS endpoint
        FROM (SELECT x.id, least(coalesce(r.room, ?),
            CASE WHEN x.per_minute IS NOT NULL THEN coalesce(floor(b.tokens), 0) END)::integer AS room
          FROM alert_endpoints x LEFT JOIN budgets b ON b.id = x.id
            LEFT JOIN unnest(%s) AS r (endpoint, room) ON r.endpoint = x.id
          WHERE x.disabled_at IS NULL AND (x.quiet_until IS NULL OR x.quiet_until <= now())
          ORDER BY random()) e
        CROSS JOIN LATERAL (SELECT d.id
          FROM (SELECT w.id, w.incident_id, w.endpoint_id, w.place FROM alert_deliveries w
            WHERE w.endpoint_id = e.id AND w.state = 'waiting' AND w.next_attempt_at <= now()
            ORDER BY w.next_attempt_at, w.place LIMIT %d FOR UPDATE SKIP LOCKED) d
          WHERE NOT %s LIMIT e.room) first
        LIMIT ?),
      spent AS (
        UPDATE alert_endpoints e SET tokens = b.tokens - s.taken, tokens_at = now()
        FROM budgets b JOIN (SELECT endpoint, count(*) AS taken FROM due GROUP BY endpoint) s
          ON s.endpoint = b.id
        WHERE e.id = b.id)
      UPDATE alert_deliveries t SET next_attempt_at = now() + ? * interval '1 millisecond', lease = ?
      FROM due, alert_endpoints e WHERE t.id = due.id AND e.id = t.endpoint_id
      RETURNING t.id, t.lease, t.tries, t.payload, e.id, e.name, e.url, e.failures_in_row, e.secret,
        CASE WHEN e.previous_secret_until > now() THEN e.previous_secret END, e.format
      """
          .formatted(AlertSql.TOKENS, "%1$s", LOOKED_AT, AlertSql.BEHIND);

  /**
   * Each bound is a minute more than what sets it, so that a clock that is slowed moves nothing.
   */
  private static final String CATCH_UP =
      """
      UPDATE alert_deliveries SET next_attempt_at = now()
      WHERE state = 'waiting' AND next_attempt_at > now() + interval '1 minute'
        + CASE WHEN lease IS NOT NULL THEN ? * interval '1 millisecond'
          WHEN tries = 0 THEN interval '%d minutes' ELSE interval '12 hours' END
      """
          .formatted(Followers.PARKED_MINUTES);

  private static final RowArrays<Map.Entry<Long, Integer>> ROOMS =
      new RowArrays<>(
          List.of(
              new Column<>("bigint", Map.Entry::getKey),
              new Column<>("integer", Map.Entry::getValue)));

  private final DataSource dataSource;

  /** The deliveries in a database that has the schema. */
  public DueDeliveries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * One taking of deliveries.
   *
   * @param lease what tells it from all others
   * @param leaseFor for how long what is taken is nobody else's
   * @param most how many are taken at most
   * @param roomOfOthers how many are taken of an endpoint that no room is named for
   */
  public record Taking(UUID lease, Duration leaseFor, int most, int roomOfOthers) {}

  /**
   * Takes what is due, and of an endpoint with a budget no more than that allows.
   *
   * @param rooms how many are taken at most of an endpoint, by its number
   */
  public List<DueDelivery> take(Taking taking, Map<Long, Integer> rooms) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(TAKE.formatted(ROOMS.parameters()))) {
      update.setInt(1, taking.roomOfOthers());
      ROOMS.set(update, 2, List.copyOf(rooms.entrySet()));
      update.setInt(4, taking.most());
      update.setLong(5, taking.leaseFor().toMillis());
      update.setObject(6, taking.lease());
      return readAll(update);
    }
  }

  /**
   * Has due now what is due later than anything can be: the clock was set back since that was said,
   * and nobody is to wait until it is there again. What failed before is due by the time that was
   * said then, if it could be meant: up to 12 hours. Takes as long as reading all that waits.
   *
   * @param leaseFor for how long what is taken is nobody else's
   * @return how many
   */
  public int catchUp(Duration leaseFor) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(CATCH_UP)) {
      update.setLong(1, leaseFor.toMillis());
      return update.executeUpdate();
    }
  }

  private static List<DueDelivery> readAll(PreparedStatement update) throws SQLException {
    List<DueDelivery> taken = new ArrayList<>();
    try (ResultSet row = update.executeQuery()) {
      while (row.next()) {
        SealedSecrets secrets = new SealedSecrets(row.getBytes(9), row.getBytes(10));
        taken.add(
            new DueDelivery(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                new DueDelivery.Target(
                    row.getLong(5),
                    row.getString(6),
                    EndpointFormat.of(row.getString(11)),
                    row.getString(7),
                    secrets,
                    row.getInt(8))));
      }
    }
    return taken;
  }
}
