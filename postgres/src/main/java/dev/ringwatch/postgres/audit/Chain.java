package dev.ringwatch.postgres.audit;

import dev.ringwatch.postgres.RowArrays;
import dev.ringwatch.postgres.RowArrays.Column;
import dev.ringwatch.postgres.log.FlatJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The end of the chain, locked for one transaction: whoever else appends, in this process or
 * another, waits until it is over. Used by one thread.
 */
final class Chain {

  /**
   * Nobody holds the end for long: not one who waits in vain, not one whose process is gone without
   * a word. And a commit is on the disk, whatever the database's default is.
   */
  private static final String BOUNDS =
      "SELECT set_config('lock_timeout', '3s', true),"
          + " set_config('idle_in_transaction_session_timeout', '10s', true),"
          + " CASE WHEN current_setting('synchronous_commit') = 'off'"
          + " THEN set_config('synchronous_commit', 'on', true) END";

  private static final String LOCK_HEAD =
      "SELECT seq, hash, (SELECT hash FROM audit_log WHERE seq = ?) AS known FROM audit_head"
          + " FOR UPDATE OF audit_head";

  private static final RowArrays<AuditRow> COLUMNS =
      new RowArrays<>(
          List.of(
              new Column<>("bigint", AuditRow::seq),
              new Column<>("timestamptz", row -> row.at().toString()),
              new Column<>("text", AuditRow::actorKind),
              new Column<>("text", AuditRow::actorId),
              new Column<>("text", AuditRow::action),
              new Column<>("text", AuditRow::objectKind),
              new Column<>("text", row -> row.object().plain().orElseThrow()),
              new Column<>("bytea", row -> row.object().salt().orElseThrow()),
              new Column<>("bytea", row -> row.object().commitment().bytes()),
              new Column<>("text", AuditRow::outcome),
              new Column<>("text", AuditRow::requestId),
              new Column<>("jsonb", row -> FlatJson.text(row.details().plain().orElseThrow())),
              new Column<>("bytea", row -> row.details().salt().orElseThrow()),
              new Column<>("bytea", row -> row.details().commitment().bytes()),
              new Column<>("bytea", row -> row.previousHash().bytes()),
              new Column<>("bytea", row -> row.hash().bytes())));

  /**
   * Head and rows in one statement; no row if the end of the chain, or the row it stands for, is
   * not the given one any more. The bounds are set before the head's lock is waited for.
   */
  private static final String APPEND =
      "WITH moved AS (UPDATE audit_head SET seq = ?, hash = ? FROM ("
          + BOUNDS
          + ") AS bounds WHERE seq = ? AND hash = ?"
          + " AND (seq = 0 OR hash = (SELECT hash FROM audit_log WHERE seq = ?)) RETURNING 1)"
          + " INSERT INTO audit_log (seq, at, actor_kind, actor_id, action, object_kind, object_id,"
          + " object_salt, object_commitment, outcome, request_id, details, details_salt,"
          + " details_commitment, previous_hash, hash)"
          + " SELECT added.* FROM moved, unnest("
          + COLUMNS.parameters()
          + ") AS added";

  private final Connection connection;
  private final AuditHead head;

  private Chain(Connection connection, AuditHead head) {
    this.connection = connection;
    this.head = head;
  }

  /**
   * Locks the end until the connection's transaction is over.
   *
   * @param known a row that is known to have been durable
   * @throws AuditUnavailableException if that row is not there any more as it was
   */
  static Chain lock(Connection connection, AuditHead known) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(BOUNDS);
    }
    try (PreparedStatement select = connection.prepareStatement(LOCK_HEAD)) {
      select.setLong(1, known.seq());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new AuditUnavailableException("the audit log's head is gone", null);
        }
        byte[] found = row.getBytes("known");
        if (known.seq() > 0 && (found == null || !Sha256.of(found).equals(known.hash()))) {
          throw new AuditUnavailableException(
              "the audit log was cut off or rewritten: row "
                  + known.seq()
                  + " is not what was written; ringwatch audit verify says more",
              null);
        }
        return new Chain(
            connection, new AuditHead(row.getLong("seq"), Sha256.of(row.getBytes("hash"))));
      }
    }
  }

  /** Whether a row is in the chain. */
  boolean holds(AuditHead row) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM audit_log WHERE seq = ? AND hash = ?")) {
      select.setLong(1, row.seq());
      select.setBytes(2, row.hash().bytes());
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  /**
   * Adds entries at the end; they are there once the transaction is committed.
   *
   * @return the new end
   */
  AuditHead append(List<Timed> entries, Supplier<byte[]> salts) throws SQLException {
    List<AuditRow> rows = rows(head, entries, salts);
    if (!append(connection, head, rows)) {
      throw new SQLException("the audit log's head moved although it was locked");
    }
    return rows.getLast().head();
  }

  /** The rows that entries, at least one, become after a head. */
  static List<AuditRow> rows(AuditHead head, List<Timed> entries, Supplier<byte[]> salts) {
    List<AuditRow> rows = new ArrayList<>(entries.size());
    AuditHead last = head;
    for (Timed timed : entries) {
      AuditRow row = AuditRow.after(last, timed.at(), timed.entry(), salts);
      rows.add(row);
      last = row.head();
    }
    return rows;
  }

  /**
   * Adds rows if the head that they follow is the end of the chain still. It needs no lock and, on
   * a connection that commits by itself, one round trip.
   *
   * @return whether it was; if not, nothing was changed
   */
  static boolean append(Connection connection, AuditHead head, List<AuditRow> rows)
      throws SQLException {
    AuditHead last = rows.getLast().head();
    try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
      insert.setLong(1, last.seq());
      insert.setBytes(2, last.hash().bytes());
      insert.setLong(3, head.seq());
      insert.setBytes(4, head.hash().bytes());
      insert.setLong(5, head.seq());
      COLUMNS.set(insert, 6, rows);
      return insert.executeUpdate() == rows.size();
    }
  }
}
