package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent now, and what became of it. Of the messages of an incident to an endpoint only
 * the first that still waits is ever taken, so they arrive in order. Who takes one holds a lease of
 * it: nobody else takes it before that ends, and what becomes of it is heeded only while nobody
 * else has taken it since. Safe for threads and for several processes.
 */
public final class DueDeliveries {

  /** Without the offset PostgreSQL may look through all that waits at an endpoint, for each. */
  private static final String TAKE =
      """
      WITH due AS MATERIALIZED (
        SELECT first.id
        FROM (SELECT x.id, coalesce(r.room, ?) AS room
          FROM alert_endpoints x LEFT JOIN unnest(%s) AS r (endpoint, room) ON r.endpoint = x.id
          WHERE x.disabled_at IS NULL AND (x.quiet_until IS NULL OR x.quiet_until <= ?)
          ORDER BY random()) e
        CROSS JOIN LATERAL (SELECT d.id FROM alert_deliveries d
          WHERE d.endpoint_id = e.id AND d.state = 'waiting' AND d.next_attempt_at <= ?
            AND NOT EXISTS (SELECT FROM alert_deliveries earlier
              WHERE earlier.incident_id = d.incident_id AND earlier.endpoint_id = d.endpoint_id
                AND earlier.place < d.place AND earlier.state = 'waiting' OFFSET 0)
          ORDER BY d.next_attempt_at, d.place LIMIT e.room FOR UPDATE SKIP LOCKED) first
        LIMIT ?)
      UPDATE alert_deliveries t SET next_attempt_at = ?, lease = ?
      FROM due, alert_endpoints e WHERE t.id = due.id AND e.id = t.endpoint_id
      RETURNING t.id, t.tries, t.payload, e.id, e.name, e.url, e.failures_in_row, e.secret,
        CASE WHEN e.previous_secret_until > ? THEN e.previous_secret END, e.format
      """;

  private static final String END =
      """
      UPDATE alert_deliveries d SET state = o.state, state_reason = o.reason, tries = d.tries + 1,
        next_attempt_at = o.next_attempt_at, lease = NULL,
        delivered_at = CASE WHEN o.state = 'delivered' THEN o.at ELSE d.delivered_at END
      FROM (SELECT ?::uuid AS lease) ours, unnest(%s) AS o (id, state, reason, next_attempt_at, at)
      WHERE d.id = o.id AND d.lease = ours.lease
      """;

  private static final String ATTEMPTS =
      """
      INSERT INTO alert_attempts (delivery_id, at, took_ms, status, error, answer)
      SELECT a.* FROM unnest(%s) AS a (delivery_id, at, took_ms, status, error, answer)
      WHERE EXISTS (SELECT FROM alert_deliveries d WHERE d.id = a.delivery_id FOR KEY SHARE)
      """;

  private static final String STATES =
      """
      UPDATE alert_endpoints e SET failures_in_row = s.failures, quiet_until = s.quiet_until,
        disabled_at = CASE WHEN s.gone IS NULL THEN e.disabled_at
          ELSE coalesce(e.disabled_at, now.at) END,
        disabled_reason = coalesce(s.gone, e.disabled_reason)
      FROM (SELECT ?::timestamptz AS at) now, unnest(%s) AS s (id, failures, quiet_until, gone)
      WHERE e.id = s.id AND e.deleted_at IS NULL
      """;

  private static final RowArrays<Map.Entry<Long, Integer>> ROOMS =
      new RowArrays<>(
          List.of(
              new Column<>("bigint", Map.Entry::getKey),
              new Column<>("integer", Map.Entry::getValue)));

  private static final RowArrays<Outcome> ENDS =
      new RowArrays<>(
          List.of(
              new Column<>("uuid", outcome -> outcome.delivery()),
              new Column<>("text", outcome -> state(outcome.next())),
              new Column<>("text", outcome -> reason(outcome.next())),
              new Column<>("timestamptz", outcome -> text(again(outcome.next()))),
              new Column<>("timestamptz", outcome -> text(outcome.attempt().at()))));

  private static final RowArrays<Outcome> TRIED =
      new RowArrays<>(
          List.of(
              new Column<>("uuid", outcome -> outcome.delivery()),
              new Column<>("timestamptz", outcome -> text(outcome.attempt().at())),
              new Column<>("integer", outcome -> outcome.attempt().tookMillis()),
              new Column<>("integer", outcome -> outcome.attempt().status()),
              new Column<>("text", outcome -> outcome.attempt().error()),
              new Column<>("text", outcome -> outcome.attempt().answer())));

  private static final RowArrays<EndpointState> CIRCUITS =
      new RowArrays<>(
          List.of(
              new Column<>("bigint", EndpointState::endpoint),
              new Column<>("integer", state -> state.circuit().failuresInRow()),
              new Column<>("timestamptz", state -> text(state.circuit().quietUntil())),
              new Column<>("text", EndpointState::gone)));

  private final DataSource dataSource;

  /** The deliveries in a database that has the schema. */
  public DueDeliveries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Who takes deliveries, and how many.
   *
   * @param lease whose they are
   * @param until when the lease ends
   * @param most how many are taken at most
   * @param roomOfOthers how many are taken of an endpoint that no room is named for
   */
  public record Taker(UUID lease, Instant until, int most, int roomOfOthers) {}

  /**
   * Takes what is due.
   *
   * @param rooms how many are taken at most of an endpoint, by its number
   */
  public List<DueDelivery> take(Taker taker, Map<Long, Integer> rooms, Instant now)
      throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(filled(TAKE, ROOMS))) {
      update.setInt(1, taker.roomOfOthers());
      ROOMS.set(update, 2, List.copyOf(rooms.entrySet()));
      Columns.set(update, 4, now);
      Columns.set(update, 5, now);
      update.setInt(6, taker.most());
      Columns.set(update, 7, taker.until());
      update.setObject(8, taker.lease());
      Columns.set(update, 9, now);
      return readAll(update);
    }
  }

  private static List<DueDelivery> readAll(PreparedStatement update) throws SQLException {
    List<DueDelivery> taken = new ArrayList<>();
    try (ResultSet row = update.executeQuery()) {
      while (row.next()) {
        SealedSecrets secrets = new SealedSecrets(row.getBytes(8), row.getBytes(9));
        taken.add(
            new DueDelivery(
                row.getObject(1, UUID.class),
                row.getInt(2),
                row.getString(3),
                new DueDelivery.Target(
                    row.getLong(4),
                    row.getString(5),
                    EndpointFormat.of(row.getString(10)),
                    row.getString(6),
                    secrets,
                    row.getInt(7))));
      }
    }
    return taken;
  }

  /**
   * Writes what became of deliveries, and how their endpoints do; all or nothing. Every attempt is
   * kept; a delivery that somebody else has taken since is theirs.
   *
   * @param lease whose they were
   */
  public void end(
      UUID lease, List<Outcome> outcomes, Collection<EndpointState> endpoints, Instant now)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            writeEnds(connection, lease, outcomes);
            writeAttempts(connection, outcomes);
            writeStates(connection, endpoints, now);
            return outcomes.size();
          });
    }
  }

  private static void writeEnds(Connection connection, UUID lease, List<Outcome> outcomes)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(filled(END, ENDS))) {
      update.setObject(1, lease);
      ENDS.set(update, 2, outcomes);
      update.executeUpdate();
    }
  }

  private static void writeAttempts(Connection connection, List<Outcome> outcomes)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(filled(ATTEMPTS, TRIED))) {
      TRIED.set(insert, 1, outcomes);
      insert.executeUpdate();
    }
  }

  private static void writeStates(
      Connection connection, Collection<EndpointState> endpoints, Instant now) throws SQLException {
    if (endpoints.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(filled(STATES, CIRCUITS))) {
      Columns.set(update, 1, now);
      CIRCUITS.set(update, 2, List.copyOf(endpoints));
      update.executeUpdate();
    }
  }

  private static String filled(String sql, RowArrays<?> columns) {
    return sql.formatted(columns.parameters());
  }

  private static String state(Outcome.Next next) {
    return switch (next) {
      case Outcome.Delivered delivered -> "delivered";
      case Outcome.Again again -> "waiting";
      case Outcome.Dead dead -> "dead";
    };
  }

  private static String reason(Outcome.Next next) {
    return next instanceof Outcome.Dead dead ? dead.reason() : "";
  }

  private static @Nullable Instant again(Outcome.Next next) {
    return next instanceof Outcome.Again again ? again.at() : null;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
