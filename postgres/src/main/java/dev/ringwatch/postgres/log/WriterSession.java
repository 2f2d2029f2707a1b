package dev.ringwatch.postgres.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that may write to the log. It holds the writer's lease, an advisory lock of
 * its session: while the connection lives nobody else gets the lease, and when it dies the right to
 * write is gone with the means to. Used by one thread.
 *
 * <p>Not through a pooler that shares sessions between clients: the lock is the session's.
 */
final class WriterSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriterSession.class);

  /** With the table's own number, the name of the lock; any number that nobody else here uses. */
  private static final int LEASE = 0x72775F6C;

  private static final String TABLE = "'raw_events'::regclass::oid::int4";
  private static final String HOLDER =
      "SELECT pid, backend_start::text, application_name, coalesce(host(client_addr), 'this machine')"
          + " FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory'"
          + (" AND classid::int8 = " + LEASE + " AND objid = 'raw_events'::regclass::oid")
          + " AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname ="
          + " current_database()) AND granted";

  /** The session lives as long as we do, waits as long as it must, and never answers too early. */
  private static final String SETTINGS =
      "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_session_timeout = 0;"
          + " SET jit = off; SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  private static final String LAST_SEQ =
      "SELECT greatest((SELECT max(seq) FROM raw_events), (SELECT max(seq) FROM control_records),"
          + " (SELECT max(seq) FROM log_floor), 0)";

  private final Connection connection;
  private final Name name;
  private final Held held;
  private final long lastSeq;
  private final boolean wasOurs;

  /**
   * Which log the tables hold.
   *
   * @param id the log's
   * @param copied whether they are the copy of one that is kept elsewhere
   */
  record Held(UUID id, boolean copied) {}

  /** Which session of the database this is; a number alone is given again. */
  record Name(int processId, String startedAt) {}

  private WriterSession(
      Connection connection, Name name, Held held, long lastSeq, boolean wasOurs) {
    this.connection = connection;
    this.name = name;
    this.held = held;
    this.lastSeq = lastSeq;
    this.wasOurs = wasOurs;
  }

  /**
   * Takes the lease.
   *
   * @param writer the log that asks
   * @param former its last session, which is ended if it outlived its connection
   * @throws LeaseHeldException if another has it; the message says who
   */
  static WriterSession open(
      DataSource dataSource, String writer, @Nullable Name former, Duration storeWait)
      throws SQLException, LeaseHeldException {
    Connection connection = dataSource.getConnection();
    try {
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(storeWait.toMillis()));
      try (Statement statement = connection.createStatement()) {
        takeLease(statement, former);
        statement.execute(SETTINGS);
        Name name = nameOf(statement);
        boolean wasOurs = takeOver(connection, writer);
        return new WriterSession(
            connection, name, heldIn(statement), number(statement, LAST_SEQ), wasOurs);
      }
    } catch (SQLException | LeaseHeldException | RuntimeException e) {
      giveBack(connection);
      throw e;
    }
  }

  /** The connection; transactions are begun and ended by whoever uses it. */
  Connection connection() {
    return connection;
  }

  Name name() {
    return name;
  }

  /** Which log the tables held when the lease was taken. */
  Held held() {
    return held;
  }

  /** The number of the last entry when the lease was taken. */
  long lastSeq() {
    return lastSeq;
  }

  /** Whether nobody else had the lease since this log had it. */
  boolean wasOurs() {
    return wasOurs;
  }

  /** Whether the connection is of no more use; asks the database, and ends any transaction. */
  boolean isBroken() {
    try {
      boolean broken = !connection.isValid(1);
      if (!broken && !connection.getAutoCommit()) {
        // Asking begins a transaction, which must not stay open.
        connection.rollback();
      }
      return broken;
    } catch (SQLException e) {
      return true;
    }
  }

  /** Ends the connection at once, without a word to the database. */
  void abort() {
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("Closing a lost connection: {}", e.getMessage());
    }
  }

  /** Gives the lease and the connection back. */
  @Override
  public void close() {
    giveBack(connection);
  }

  private static void giveBack(Connection connection) {
    try (connection;
        Statement statement = connection.createStatement()) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      statement.execute("SELECT pg_advisory_unlock_all(); RESET ALL");
    } catch (SQLException e) {
      LOG.debug("Giving a connection back: {}", e.getMessage());
    }
  }

  private static void takeLease(Statement statement, @Nullable Name former)
      throws SQLException, LeaseHeldException {
    String attempt = "SELECT pg_try_advisory_lock(" + LEASE + ", " + TABLE + ")";
    if (isTrue(statement, attempt)) {
      return;
    }
    try (ResultSet holder = statement.executeQuery(HOLDER)) {
      if (!holder.next()) {
        throw new LeaseHeldException("another Ringwatch server just gave the event log back");
      }
      Name name = new Name(holder.getInt(1), holder.getString(2));
      if (name.equals(former)) {
        LOG.warn("Ending our own session {}, which outlived its connection", name.processId());
        statement.execute("SELECT pg_terminate_backend(" + name.processId() + ", 1000)");
        throw new LeaseHeldException("our own last session still holds the event log");
      }
      throw new LeaseHeldException(
          "another Ringwatch server writes to this database's event log ("
              + ("\"" + holder.getString(3) + "\" from " + holder.getString(4))
              + (", PostgreSQL process " + name.processId() + ", since " + name.startedAt() + ")"));
    }
  }

  /** Notes who has the lease now; true if it is the one who had it last. */
  private static boolean takeOver(Connection connection, String writer) throws SQLException {
    boolean wasOurs;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT writer FROM log_writer")) {
      wasOurs = row.next() && writer.equals(row.getString(1));
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO log_writer (writer) VALUES (?) ON CONFLICT (only_row) DO UPDATE"
                + " SET writer = excluded.writer, since = now()")) {
      statement.setString(1, writer);
      statement.executeUpdate();
    }
    return wasOurs;
  }

  private static Name nameOf(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT pid, backend_start::text FROM pg_stat_activity"
                + " WHERE pid = pg_backend_pid()")) {
      row.next();
      return new Name(row.getInt(1), row.getString(2));
    }
  }

  /** Asks which log the tables hold. */
  static Held heldIn(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT id, copied FROM log_identity")) {
      row.next();
      return new Held(row.getObject(1, UUID.class), row.getBoolean(2));
    }
  }

  /** Asks for the number of the last entry that the tables hold, or held; 0 if there was none. */
  static long lastSeq(Statement statement) throws SQLException {
    return number(statement, LAST_SEQ);
  }

  private static boolean isTrue(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static long number(Statement statement, String question) throws SQLException {
    try (ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }
}
