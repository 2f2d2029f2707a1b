package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.risk.Band;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A database with endpoints and incidents, as tests of what is sent need them. */
public final class AlertDatabase implements AutoCloseable {

  private final TestDatabase database = TestDatabase.withSchema();

  /** The database itself. */
  public TestDatabase database() {
    return database;
  }

  /** Forgets all that was put there. */
  public void clear() throws SQLException {
    database.execute(
        "TRUNCATE alert_attempts, alert_deliveries, alert_endpoints, alert_incidents"
            + " RESTART IDENTITY");
  }

  /** Makes an endpoint that wants all there is; its number. */
  public long addEndpoint(String name, String url, byte[] secret, Instant now) throws SQLException {
    EndpointRequest request =
        new EndpointRequest(name, url, Band.LOW, Set.of(IncidentKind.ACCOUNT, IncidentKind.RING));
    return addEndpoint(request, secret, now);
  }

  /** Makes an endpoint that wants all there is; its number. */
  public long addEndpoint(String name, Instant now) throws SQLException {
    return addEndpoint(
        name, "https://" + name + ".example", name.getBytes(StandardCharsets.UTF_8), now);
  }

  /** Makes an endpoint; its number. */
  public long addEndpoint(EndpointRequest request, byte[] secret, Instant now) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return new Endpoints(database.dataSource())
          .add(connection, request, secret, now)
          .orElseThrow()
          .id();
    }
  }

  /** Opens an incident; its number. */
  public long addIncident(String key) throws SQLException {
    return Long.parseLong(
        database
            .texts(
                "INSERT INTO alert_incidents (dedup_key, kind, state, provisional, details,"
                    + " opened_at, last_evidence_at) VALUES ('"
                    + key
                    + "', 'account', 'open', false, '{}', now(), now()) RETURNING id")
            .getFirst());
  }

  /** Puts an alert into an outbox, in a transaction of its own. */
  public void send(Outbox outbox, Alert alert) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      Transaction.run(
          connection,
          () -> {
            outbox.add(connection, alert);
            return alert;
          });
    }
  }

  /** An alert about an account. */
  public static Alert alert(long incident, IncidentChange change, Band band, Instant at) {
    return new Alert(
        incident,
        "account:u" + incident,
        IncidentKind.ACCOUNT,
        change,
        "u" + incident,
        70,
        band,
        List.of(),
        List.of(),
        0,
        at);
  }

  @Override
  public void close() {
    database.close();
  }
}
