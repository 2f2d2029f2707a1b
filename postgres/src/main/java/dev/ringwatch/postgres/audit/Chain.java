package dev.ringwatch.postgres.audit;

import dev.ringwatch.postgres.log.FlatJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
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

  private static final String INSERT =
      "INSERT INTO audit_log (seq, at, actor_kind, actor_id, action, object_kind, object_id,"
          + " object_salt, object_commitment, outcome, request_id, details, details_salt,"
          + " details_commitment, previous_hash, hash)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)";

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
    AuditHead last = head;
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Timed timed : entries) {
        AuditRow row = AuditRow.after(last, timed.at(), timed.entry(), salts);
        set(insert, row, timed.entry());
        insert.addBatch();
        last = row.head();
      }
      insert.executeBatch();
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE audit_head SET seq = ?, hash = ?")) {
      update.setLong(1, last.seq());
      update.setBytes(2, last.hash().bytes());
      update.executeUpdate();
    }
    return last;
  }

  private static void set(PreparedStatement insert, AuditRow row, AuditEntry entry)
      throws SQLException {
    insert.setLong(1, row.seq());
    insert.setObject(2, row.at().atOffset(ZoneOffset.UTC));
    insert.setString(3, row.actorKind());
    insert.setString(4, row.actorId());
    insert.setString(5, row.action());
    insert.setString(6, row.objectKind());
    insert.setString(7, entry.object().id());
    insert.setBytes(8, row.object().salt().orElseThrow());
    insert.setBytes(9, row.object().commitment().bytes());
    insert.setString(10, row.outcome());
    insert.setString(11, row.requestId());
    insert.setString(12, FlatJson.text(entry.details()));
    insert.setBytes(13, row.details().salt().orElseThrow());
    insert.setBytes(14, row.details().commitment().bytes());
    insert.setBytes(15, row.previousHash().bytes());
    insert.setBytes(16, row.hash().bytes());
  }
}
