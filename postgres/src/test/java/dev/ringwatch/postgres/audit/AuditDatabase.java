package dev.ringwatch.postgres.audit;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A database for a test class of the audit log, and what somebody could do to it who owns it. */
final class AuditDatabase implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-26T12:00:00.123456Z");

  private final TestDatabase database = TestDatabase.withSchema();

  DataSource dataSource() {
    return database.dataSource();
  }

  AuditLog log() {
    return new AuditLog(dataSource(), () -> NOON);
  }

  AuditRows rows() {
    return new AuditRows(dataSource());
  }

  AuditReport verify(AuditHead... noted) throws SQLException {
    return rows().verify(List.of(noted));
  }

  List<AuditRow> all() throws SQLException {
    List<AuditRow> all = new ArrayList<>();
    rows().forEach(null, null, all::add);
    return all;
  }

  /** Runs statements as anybody who may write. */
  void execute(String statements) throws SQLException {
    database.execute(statements);
  }

  /** Runs statements as the owner who has taken the guards away. */
  void tamper(String statements) throws SQLException {
    execute(
        "SET session_replication_role = replica; "
            + statements
            + "; RESET session_replication_role");
  }

  /** As it was at first. */
  void empty() throws SQLException {
    tamper(
        "TRUNCATE audit_log; UPDATE audit_head SET seq = 0, hash = decode(repeat('00', 32), 'hex')");
  }

  long number(String question) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A look at an account. */
  static AuditEntry look(String account) {
    return new AuditEntry(
        new AuditActor(AuditActor.Kind.API_KEY, "7"),
        "account.look",
        AuditObject.account(account),
        AuditLog.DONE,
        "request-1",
        Map.of("score", "12.5"));
  }

  @Override
  public void close() {
    database.close();
  }
}
