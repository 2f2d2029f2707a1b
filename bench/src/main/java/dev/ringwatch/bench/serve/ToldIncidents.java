package dev.ringwatch.bench.serve;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Incidents that open, escalate and are resolved, as detection would have them: a row each, and
 * what is told of it by the server's own {@code Outbox}, in one transaction each; but from this
 * process, so that it goes on while the server is dead. What failed is done anew, with another
 * incident. Used by one thread; counts may be read by others.
 */
final class ToldIncidents {

  /** What is told of each, in order. */
  static final List<IncidentChange> CHANGES =
      List.of(IncidentChange.OPENED, IncidentChange.ESCALATED, IncidentChange.RESOLVED);

  private static final Duration REST = Duration.ofMillis(100);
  private static final double SCORE = 80;

  /** Of all in this process: no two are of one matter. */
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final int TOGETHER = 1_000;

  private final PostgresFiles postgres;
  private final Outbox outbox =
      new Outbox((format, alert) ->
          "{\"incident\":" + alert.incident() + ",\"change\":\"" + alert.change().label() + "\"}");

  /** Of which all is committed, as far as this process was told. */
  private final Queue<Long> told = new ConcurrentLinkedQueue<>();

  ToldIncidents(PostgresFiles postgres) {
    this.postgres = postgres;
  }

  /** Those of which everything is surely in the outbox. */
  List<Long> told() {
    return List.copyOf(told);
  }

  /** Tells of so many incidents a second until it is stopped. */
  Thread start(int perSecond) {
    return Thread.ofPlatform()
        .name("incidents")
        .daemon()
        .start(() -> {
          long begun = System.nanoTime();
          for (long i = 1; !Thread.currentThread().isInterrupted(); i++) {
            tell(1, CHANGES);
            Patience.pauseUntil(begun + i * 1_000_000_000L / perSecond);
          }
        });
  }

  /** Tells of some incidents, however often the database goes away meanwhile. */
  void tell(int incidents, List<IncidentChange> changes) {
    int left = incidents;
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      try (Database database = Database.open(postgres)) {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
          tell(connection, changes);
          left--;
        }
      } catch (SQLException | IOException e) {
        // The server was killed, and its database with it; what was not told is told by the next.
        Patience.pause(REST);
      }
    }
  }

  /** Opens incidents as fast as may be: a thousand in a transaction. */
  void openTogether(int incidents) throws SQLException, IOException {
    try (Database database = Database.open(postgres)) {
      Connection connection = database.connection();
      connection.setAutoCommit(false);
      for (int i = 1; i <= incidents; i++) {
        String subject = "bench" + NUMBERS.incrementAndGet();
        long incident = add(connection, subject);
        outbox.add(connection, alert(incident, subject, IncidentChange.OPENED));
        if (i % TOGETHER == 0 || i == incidents) {
          connection.commit();
        }
      }
    }
  }

  private void tell(Connection connection, List<IncidentChange> changes) throws SQLException {
    String subject = "bench" + NUMBERS.incrementAndGet();
    long incident = add(connection, subject);
    for (IncidentChange change : changes) {
      outbox.add(connection, alert(incident, subject, change));
      connection.commit();
    }
    told.add(incident);
  }

  private static long add(Connection connection, String subject) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO alert_incidents (dedup_key, kind, account_id, state, provisional, details,"
                + " opened_at, last_evidence_at) VALUES (?, 'account', ?, 'open', false, '{}',"
                + " now(), now()) RETURNING id")) {
      insert.setString(1, "account:" + subject);
      insert.setString(2, subject);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Alert alert(long incident, String subject, IncidentChange change) {
    return new Alert(
        incident,
        "account:" + subject,
        IncidentKind.ACCOUNT,
        change,
        subject,
        SCORE,
        Band.HIGH,
        List.of(),
        List.of(),
        0,
        Instant.now());
  }
}
