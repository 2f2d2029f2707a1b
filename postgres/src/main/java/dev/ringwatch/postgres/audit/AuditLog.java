package dev.ringwatch.postgres.audit;

import dev.ringwatch.postgres.Transaction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The audit log of a database that has the schema: rows are added at its end and never changed.
 * Several processes may add to it at the same time; in each it is one object, which is safe for
 * threads.
 */
public final class AuditLog {

  /** The action of the rows that say which rows were erased. */
  public static final String ERASE = "audit.erase";

  /** The outcome of what was done. */
  public static final String DONE = "done";

  /** In the details of a row that says it: which rows were erased. */
  static final String ERASED_ROWS = "rows";

  /** So many erased rows one row names at the most: a few ten kilobytes. */
  private static final int MAX_NAMED = 5_000;

  /** Numbers of incidents, names of hunts and all else that is no account stay. */
  private static final String SAYING =
      "SELECT seq FROM audit_log WHERE object_kind IN ('account', 'search', 'listed')"
          + " AND (object_id = ? OR object_kind = 'search' AND object_id ~ ?)"
          + " OR EXISTS (SELECT FROM jsonb_each_text(details) AS d"
          + " WHERE d.key IN ('account_id', 'account', 'accounts', 'subject', 'target',"
          + " 'target_owner', 'members') AND d.value IN (?, 'account:' || ?)) ORDER BY seq";

  private final DataSource dataSource;
  private final InstantSource clock;
  private final Supplier<byte[]> salts = new Salts();
  private final AtomicReference<AuditHead> known =
      new AtomicReference<>(new AuditHead(0, Sha256.ZERO));
  private final SharedAppends appends;

  /**
   * The audit log in a database.
   *
   * @param clock says when things happen
   */
  public AuditLog(DataSource dataSource, InstantSource clock) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.appends = new SharedAppends(dataSource, salts, known);
  }

  /**
   * Records something; it is durable when this returns. Threads that come at the same time share a
   * commit.
   *
   * @throws AuditUnavailableException if it could not be recorded, or perhaps not
   */
  public void append(AuditEntry entry) {
    appends.append(new Timed(now(), entry));
  }

  /**
   * Makes a change and records it, both or neither.
   *
   * @throws SQLException if the database refused; unless it was the commit that was not answered,
   *     nothing was changed
   * @throws AuditUnavailableException if the log cannot be written; nothing was changed
   */
  public <T> T change(AuditedChange<T> change) throws SQLException {
    List<Timed> entries = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      AtomicReference<AuditHead> last = new AtomicReference<>(known.get());
      T answer =
          Transaction.run(
              connection,
              () -> {
                T made = change.make(connection, entry -> entries.add(new Timed(now(), entry)));
                if (!entries.isEmpty()) {
                  // Last of all, so that others who append wait for no more than this.
                  last.set(Chain.lock(connection, known.get()).append(entries, salts));
                }
                return made;
              });
      remember(known, last.get());
      return answer;
    }
  }

  /**
   * Erases what rows say of an object, its id and the details, and adds a row that says which were
   * erased, and of which object they were not. Commitments and hashes stay.
   *
   * @param actor who wants it so
   * @param requestId which request did it; empty if none did
   * @return how many rows had something to erase
   */
  public int erase(AuditActor actor, String requestId, AuditObject object) throws SQLException {
    if (object.id().isEmpty()) {
      throw new IllegalArgumentException("what shall be erased must have an id");
    }
    return erase(
        actor,
        requestId,
        object.kind(),
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT seq FROM audit_log WHERE object_id = ? AND object_kind = ?"
                      + " ORDER BY seq")) {
            select.setString(1, object.id());
            select.setString(2, object.kind());
            return numbers(select);
          }
        });
  }

  /**
   * The same of all rows whose object is an account, whose details say it, or that are of a search
   * with it. Reasons that people gave for something else stay. Reads the whole log once.
   *
   * @param account the account's id
   * @param pattern finds it among words that were searched for
   */
  public int eraseNaming(AuditActor actor, String account, String pattern) throws SQLException {
    return erase(
        actor,
        "",
        AuditObject.account(account).kind(),
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(SAYING)) {
            select.setString(1, account);
            select.setString(2, pattern);
            select.setString(3, account);
            select.setString(4, account);
            return numbers(select);
          }
        });
  }

  /** Finds rows. */
  @FunctionalInterface
  private interface Finding {
    List<Long> in(Connection connection) throws SQLException;
  }

  private int erase(AuditActor actor, String requestId, String kind, Finding finding)
      throws SQLException {
    return change((connection, record) -> {
      List<Long> rows = finding.in(connection);
      for (int from = 0; from < rows.size(); from += MAX_NAMED) {
        List<Long> part = rows.subList(from, Math.min(rows.size(), from + MAX_NAMED));
        erase(connection, part);
        record.accept(
            new AuditEntry(
                actor,
                ERASE,
                new AuditObject(kind, ""),
                DONE,
                requestId,
                Map.of(ERASED_ROWS, RowRanges.of(part).toString())));
      }
      return rows.size();
    });
  }

  private static List<Long> numbers(PreparedStatement select) throws SQLException {
    List<Long> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(row.getLong(1));
      }
    }
    return rows;
  }

  private static void erase(Connection connection, List<Long> rows) throws SQLException {
    Array array = connection.createArrayOf("bigint", rows.toArray());
    try (PreparedStatement erase = connection.prepareStatement("SELECT audit_erase(?)")) {
      erase.setArray(1, array);
      erase.execute();
    } finally {
      array.free();
    }
  }

  /** Of what several threads know, the later stays. */
  static void remember(AtomicReference<AuditHead> known, AuditHead head) {
    known.accumulateAndGet(head, (old, last) -> last.seq() > old.seq() ? last : old);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
