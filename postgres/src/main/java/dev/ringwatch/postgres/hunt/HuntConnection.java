package dev.ringwatch.postgres.hunt;

import dev.ringwatch.postgres.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * A connection for one hunt: made for it and closed after it, so that nothing which it may do to a
 * session, such as a lock or a setting, outlives it.
 */
final class HuntConnection {

  private static final Duration ABOVE_LONGEST = Duration.ofSeconds(15);

  /** What the driver holds of an answer before it gives up: cells, and what the protocol adds. */
  private static final int BUFFER_FACTOR = 4;

  private HuntConnection() {}

  /** Opens one, in a transaction that can only read. */
  static Connection open(DatabaseSettings role, HuntConfig config) throws SQLException {
    Properties properties = new Properties();
    if (!role.user().isEmpty()) {
      properties.setProperty("user", role.user());
    }
    if (!role.password().isEmpty()) {
      properties.setProperty("password", role.password());
    }
    properties.setProperty("ApplicationName", "ringwatch hunt");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty(
        "socketTimeout", Long.toString(config.longest().plus(ABOVE_LONGEST).toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    // Every statement is planned for its own values: which days it reads depends on them.
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty(
        "maxResultBuffer", Long.toString((long) config.maxBytes() * BUFFER_FACTOR));
    Connection connection = DriverManager.getConnection(role.url(), properties);
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Bounds what a transaction takes, where the role is not bound by itself. */
  static void bind(Connection connection, Duration timeout) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET LOCAL lock_timeout = '3s'; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off;"
              // How many rows a CTE has cannot be guessed; one wrong guess took minutes, not 0.3 s.
              + " SET LOCAL enable_nestloop = off;"
              + " SET LOCAL search_path = public;"
              + " SET LOCAL statement_timeout = "
              + timeout.toMillis());
    }
  }
}
