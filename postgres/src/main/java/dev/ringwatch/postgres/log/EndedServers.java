package dev.ringwatch.postgres.log;

import dev.ringwatch.postgres.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The servers that another has taken over from: they write nothing more into the database, however
 * long they were asleep. Whoever takes over first notes whom from, and then ends the connections of
 * all who were ever noted; a connection that is made after that asks {@link ServerName#question}
 * first. Safe for threads.
 */
public final class EndedServers {

  /** How long a connection may take to end, once it was told to. */
  private static final int MILLIS_TO_END = 5_000;

  /** Whoever takes over may fall asleep over it, and must not keep the next one from it. */
  private static final String BOUNDS =
      "SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '10s'";

  private static final String NOTE =
      "INSERT INTO ended_servers (server) SELECT writer::uuid FROM log_writer WHERE writer <> ?"
          + " ON CONFLICT DO NOTHING";

  private static final String BECOME =
      "INSERT INTO log_writer (writer) VALUES (?) ON CONFLICT (only_row) DO UPDATE"
          + " SET writer = excluded.writer, since = now()";

  private static final String CONNECTIONS =
      " FROM pg_stat_activity JOIN ended_servers ON application_name = "
          + ServerName.connectionNameOf("server")
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

  private final DataSource dataSource;

  /** Those of a database that has the schema. */
  public EndedServers(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Whether another has taken over from a server. */
  public boolean holds(ServerName server) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT FROM ended_servers WHERE server = ?")) {
      statement.setObject(1, server.id());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Takes over from whoever had the log last: when this returns, nobody before can write into the
   * database any more. By itself it asks nobody: call it with the lease of the log.
   *
   * @throws SQLException if the database does not answer, lets a connection live, or another takes
   *     over for longer than five seconds
   */
  void takeOver(ServerName server) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Transaction.run(
          connection,
          () -> {
            // One takes over at a time, also where there is no row yet.
            try (Statement statement = connection.createStatement()) {
              statement.execute(BOUNDS);
              statement.execute("LOCK TABLE log_writer IN SHARE ROW EXCLUSIVE MODE");
            }
            update(connection, NOTE, server);
            update(connection, BECOME, server);
            return server;
          });
      endConnections(connection);
    }
  }

  private static void update(Connection connection, String sql, ServerName server)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, server.id().toString());
      statement.executeUpdate();
    }
  }

  /**
   * Ends what was connected when the note had been committed: what connects after that is refused,
   * and may be seen for as long as that takes.
   */
  private static void endConnections(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String connected = CONNECTIONS + " AND backend_start <= '" + now(statement) + "'";
      statement.execute("SELECT pg_terminate_backend(pid, " + MILLIS_TO_END + ")" + connected);
      try (ResultSet row = statement.executeQuery("SELECT count(*)" + connected)) {
        row.next();
        if (row.getLong(1) > 0) {
          throw new SQLException(
              row.getLong(1) + " connections of the server before could not be ended");
        }
      }
    }
  }

  private static String now(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()::text")) {
      row.next();
      return row.getString(1);
    }
  }
}
