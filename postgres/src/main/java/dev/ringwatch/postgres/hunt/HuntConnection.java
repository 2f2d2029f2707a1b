package dev.ringwatch.postgres.hunt;

import dev.ringwatch.postgres.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A connection for one hunt: made for it and closed after it, so that nothing which it may do to a
 * session, such as a lock or a setting, outlives it.
 */
final class HuntConnection {

  private static final Duration ABOVE_LONGEST = Duration.ofSeconds(15);

  /** What the driver holds of an answer before it gives up: cells, and what the protocol adds. */
  private static final int BUFFER_FACTOR = 4;

  /** How parameters of a URL begin that say where the server is and how it is reached. */
  private static final List<String> OF_THE_WAY =
      List.of(
          "ssl",
          "gss",
          "sspi",
          "jaas",
          "kerberos",
          "useSpnego",
          "socketFactory",
          "localSocketAddress",
          "channelBinding",
          "requireAuth",
          "authenticationPlugin",
          "targetServerType",
          "loadBalanceHosts",
          "hostRecheckSeconds",
          "service",
          "PGHOST",
          "PGPORT",
          "PGDBNAME",
          "host=",
          "port=",
          "dbname=");

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
    Connection connection = DriverManager.getConnection(way(role.url()), properties);
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * A URL without what it says of the session, such as who logs in and which bounds hold: it is
   * written for the server's own connections, and the driver takes it before our properties.
   */
  static String way(String url) {
    int question = url.indexOf('?');
    if (question < 0) {
      return url;
    }
    String kept =
        Arrays.stream(url.substring(question + 1).split("&", -1))
            .filter(parameter -> OF_THE_WAY.stream().anyMatch(parameter::startsWith))
            .collect(Collectors.joining("&"));
    return url.substring(0, question) + (kept.isEmpty() ? "" : "?" + kept);
  }

  /** Bounds what a transaction takes, where the role is not bound by itself. */
  static void bind(Connection connection, Duration timeout) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET TRANSACTION READ ONLY;"
              + " SET LOCAL lock_timeout = '3s'; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off;"
              // As the text was read: a backslash in a quote is one.
              + " SET LOCAL standard_conforming_strings = on;"
              // Each process has its own temp_file_limit and work_mem.
              + " SET LOCAL max_parallel_workers_per_gather = 2;"
              // The usual costs are for many short statements; these are few and long.
              + " SET LOCAL parallel_setup_cost = 100; SET LOCAL parallel_tuple_cost = 0.005;"
              // How many rows a CTE has cannot be guessed; one wrong guess took minutes, not 0.3 s.
              + " SET LOCAL enable_nestloop = off;"
              + " SET LOCAL search_path = public;"
              + " SET LOCAL statement_timeout = "
              + timeout.toMillis());
    }
  }
}
