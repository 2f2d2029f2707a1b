package dev.ringwatch.postgres.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The turn of the one who archives, over all servers and commands on a database: an advisory lock
 * that ends with its connection, so that nobody keeps it who has died. Used by one thread.
 */
public final class ArchiveTurn implements AutoCloseable {

  /** Any number that nobody else here uses. */
  private static final long TURN = 0x6172_6368_6976_6573L;

  private final Connection connection;

  private ArchiveTurn(Connection connection) {
    this.connection = connection;
  }

  /** The turn, which ends when it is closed; empty if somebody else has it. */
  public static Optional<ArchiveTurn> take(DataSource dataSource) throws SQLException {
    Connection connection = dataSource.getConnection();
    boolean taken = false;
    try {
      taken = ask(connection, "SELECT pg_try_advisory_lock(" + TURN + ")");
      return taken ? Optional.of(new ArchiveTurn(connection)) : Optional.empty();
    } finally {
      if (!taken) {
        connection.close();
      }
    }
  }

  private static boolean ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Gives it back. If that cannot be said the connection is ended, and the turn with it. */
  @Override
  public void close() throws SQLException {
    try (connection) {
      ask(connection, "SELECT pg_advisory_unlock(" + TURN + ")");
    } catch (SQLException e) {
      connection.abort(Runnable::run);
    }
  }
}
