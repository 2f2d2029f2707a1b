package dev.ringwatch.postgres.alert;

import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What became of what was taken. It counts only from the last that took it, and what an endpoint
 * answered only while it is where it answered. Safe for threads and for several processes.
 */
public final class DeliveryOutcomes {

  /** What failed at an address that the endpoint has left begins anew at the one it has. */
  private static final String END =
      """
      UPDATE alert_deliveries d SET
        state = CASE WHEN moved THEN 'waiting' ELSE o.state END,
        state_reason = CASE WHEN moved THEN '' ELSE o.reason END,
        tries = CASE WHEN moved THEN 0 ELSE d.tries + 1 END,
        next_attempt_at = CASE WHEN moved THEN now()
          WHEN o.state = 'waiting' THEN now() + o.after_ms * interval '1 millisecond' END,
        delivered_at = CASE WHEN o.state = 'delivered' THEN now() ELSE d.delivered_at END,
        dead_at = CASE WHEN o.state = 'dead' AND NOT moved THEN now() END,
        lease = NULL
      FROM unnest(%s) AS o (id, lease, endpoint, url, state, reason, after_ms)
        JOIN alert_endpoints e ON e.id = o.endpoint
        CROSS JOIN LATERAL (SELECT o.state <> 'delivered' AND e.url <> o.url AS moved) m
      WHERE d.id = o.id AND d.lease = o.lease
      RETURNING d.id, d.state, extract(epoch FROM now() - d.waiting_since), d.stands_for,
        d.endpoint_id
      """;

  private static final String ATTEMPTS =
      """
      INSERT INTO alert_attempts (delivery_id, at, took_ms, status, error, answer)
      SELECT a.* FROM unnest(%s) AS a (delivery_id, at, took_ms, status, error, answer)
      WHERE EXISTS (SELECT FROM alert_deliveries d WHERE d.id = a.delivery_id FOR KEY SHARE)
      """;

  private static final String STATES =
      """
      UPDATE alert_endpoints e SET failures_in_row = s.failures,
        quiet_until = CASE WHEN s.quiet_ms > 0 THEN now() + s.quiet_ms * interval '1 millisecond' END,
        disabled_at = CASE WHEN s.gone IS NULL THEN e.disabled_at
          ELSE coalesce(e.disabled_at, now()) END,
        disabled_reason = coalesce(s.gone, e.disabled_reason)
      FROM unnest(%s) AS s (id, url, failures, quiet_ms, gone)
      WHERE e.id = s.id AND e.url = s.url AND e.deleted_at IS NULL
      """;

  private static final RowArrays<Outcome> ENDS =
      new RowArrays<>(
          List.of(
              new Column<>("uuid", outcome -> outcome.delivery().id()),
              new Column<>("uuid", outcome -> outcome.delivery().lease()),
              new Column<>("bigint", outcome -> outcome.delivery().to().endpoint()),
              new Column<>("text", outcome -> outcome.delivery().to().url()),
              new Column<>("text", outcome -> state(outcome.next())),
              new Column<>("text", outcome -> reason(outcome.next())),
              new Column<>("bigint", outcome -> afterMillis(outcome.next()))));

  private static final RowArrays<Outcome> TRIED =
      new RowArrays<>(
          List.of(
              new Column<>("uuid", outcome -> outcome.delivery().id()),
              new Column<>("timestamptz", outcome -> text(outcome.attempt().at())),
              new Column<>("integer", outcome -> outcome.attempt().tookMillis()),
              new Column<>("integer", outcome -> outcome.attempt().status()),
              new Column<>("text", outcome -> outcome.attempt().error()),
              new Column<>("text", outcome -> outcome.attempt().answer())));

  private static final RowArrays<EndpointState> CIRCUITS =
      new RowArrays<>(
          List.of(
              new Column<>("bigint", EndpointState::endpoint),
              new Column<>("text", EndpointState::url),
              new Column<>("integer", EndpointState::failuresInRow),
              new Column<>("bigint", state -> state.quietFor().toMillis()),
              new Column<>("text", EndpointState::gone)));

  private final DataSource dataSource;

  /** The deliveries in a database that has the schema. */
  public DeliveryOutcomes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Writes what became of deliveries, and how their endpoints do; all or nothing. Every attempt is
   * kept; a delivery that somebody has taken since is theirs.
   *
   * @return for how long those that arrived had waited
   */
  public List<Duration> write(List<Outcome> outcomes, Collection<EndpointState> endpoints)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return Transaction.run(
          connection,
          () -> {
            Ended ended = end(connection, outcomes);
            writeAttempts(connection, outcomes);
            writeStates(connection, endpoints);
            Followers.wake(connection, ended.ids());
            Followers.wakeAll(connection, ended.ofDigests());
            return ended.waited();
          });
    }
  }

  /** Which are at an end, the endpoints of digests among them, and how long what arrived waited. */
  private record Ended(List<UUID> ids, Set<Long> ofDigests, List<Duration> waited) {}

  private static Ended end(Connection connection, List<Outcome> outcomes) throws SQLException {
    Ended ended = new Ended(new ArrayList<>(), new HashSet<>(), new ArrayList<>());
    try (PreparedStatement update = connection.prepareStatement(filled(END, ENDS))) {
      ENDS.set(update, 1, outcomes);
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          String state = row.getString(2);
          if (!state.equals("waiting")) {
            ended.ids.add(row.getObject(1, UUID.class));
            if (row.getInt(4) > 0) {
              ended.ofDigests.add(row.getLong(5));
            }
          }
          if (state.equals("delivered")) {
            ended.waited.add(Duration.ofNanos((long) (row.getDouble(3) * 1e9)));
          }
        }
      }
    }
    return ended;
  }

  private static void writeAttempts(Connection connection, List<Outcome> outcomes)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(filled(ATTEMPTS, TRIED))) {
      TRIED.set(insert, 1, outcomes);
      insert.executeUpdate();
    }
  }

  private static void writeStates(Connection connection, Collection<EndpointState> endpoints)
      throws SQLException {
    if (endpoints.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(filled(STATES, CIRCUITS))) {
      CIRCUITS.set(update, 1, List.copyOf(endpoints));
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

  private static @Nullable Long afterMillis(Outcome.Next next) {
    return next instanceof Outcome.Again again ? again.after().toMillis() : null;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
