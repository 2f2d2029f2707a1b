package dev.ringwatch.postgres.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.Transaction;
import dev.ringwatch.risk.Band;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A database with endpoints and incidents, as tests of what is sent need them. Its time passes when
 * they say so: on its connections {@code now()} is ahead of what the machine says.
 */
public final class AlertDatabase implements AutoCloseable {

  private final TestDatabase database = TestDatabase.withSchema();
  private final ConnectionPool pool;

  /** An empty one, whose time is that of the machine. */
  public AlertDatabase() {
    try {
      database.execute(
          """
          CREATE SCHEMA clock;
          CREATE TABLE clock.ahead (by interval NOT NULL);
          INSERT INTO clock.ahead VALUES ('0');
          CREATE FUNCTION clock.now() RETURNS timestamptz STABLE LANGUAGE sql
            AS 'SELECT pg_catalog.now() + (SELECT by FROM clock.ahead)';
          DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, clock, pg_catalog',
            current_database()); END $$
          """);
    } catch (SQLException e) {
      throw new IllegalStateException("the database has no clock of its own", e);
    }
    pool = ConnectionPool.open(database.settings(), "alerts");
  }

  /** Connections whose time passes as {@link #pass} says. */
  public DataSource dataSource() {
    return pool.dataSource();
  }

  /** Lets time pass at once. */
  public void pass(Duration time) throws SQLException {
    database.execute("UPDATE clock.ahead SET by = by + interval '" + time.toMillis() + " ms'");
  }

  /** The database itself. */
  public TestDatabase database() {
    return database;
  }

  /** Forgets all that was put there. */
  public void clear() throws SQLException {
    database.execute(
        "TRUNCATE alert_attempts, alert_deliveries, alert_endpoints, alert_incidents"
            + " RESTART IDENTITY CASCADE; UPDATE clock.ahead SET by = '0'");
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
    try (Connection connection = dataSource().getConnection()) {
      return new Endpoints(dataSource()).add(connection, request, secret, now).orElseThrow().id();
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
    try (Connection connection = dataSource().getConnection()) {
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
    pool.close();
    database.close();
  }
}
