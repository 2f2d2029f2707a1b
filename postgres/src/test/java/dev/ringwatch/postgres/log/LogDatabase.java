package dev.ringwatch.postgres.log;

import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.schema.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** A database for a test class of the log: the shared server's, or one on a server of its own. */
final class LogDatabase implements AutoCloseable {

  private final DataSource dataSource;
  private final Runnable close;

  private LogDatabase(DataSource dataSource, Runnable close) {
    this.dataSource = dataSource;
    this.close = close;
  }

  /** A new one on the server that all tests share. */
  static LogDatabase create() {
    TestDatabase database = TestDatabase.withSchema();
    return new LogDatabase(database.dataSource(), database::close);
  }

  /** A new one on a server, which whoever started it may kill. */
  static LogDatabase on(EmbeddedPostgres server) {
    ConnectionPool pool = ConnectionPool.open(server.settings(), "log-test");
    Schema.migrate(pool.dataSource());
    return new LogDatabase(pool.dataSource(), pool::close);
  }

  /** A server of one's own. */
  static EmbeddedPostgres server(Path directory) {
    return EmbeddedPostgres.start(
        EmbeddedPostgresConfig.ofDefaults(directory.resolve("data")),
        new EmbeddedPostgresListener() {});
  }

  /** Empties the log. */
  void empty() throws SQLException {
    execute(
        "TRUNCATE raw_events, control_records, log_floor, log_writer, ended_servers;"
            + " UPDATE log_identity SET copied = false");
  }

  DataSource dataSource() {
    return dataSource;
  }

  /** The log on this database. */
  PostgresEventLog open(EventLogConfig config) {
    return PostgresEventLog.open(dataSource(), config, InstantSource.system());
  }

  /** The same, with another time after which an idle log looks after its lease. */
  PostgresEventLog open(EventLogConfig config, Duration idleCheck) {
    return PostgresEventLog.open(dataSource(), config, InstantSource.system(), idleCheck);
  }

  /** Runs a statement. */
  void execute(String statement) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  /** The number that a question answers with. */
  long number(String question) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Keeps everybody from inserting events until it is closed. */
  AutoCloseable holdCommits() throws SQLException {
    Connection connection = dataSource().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE raw_events IN SHARE MODE");
    }
    return () -> {
      connection.rollback();
      connection.close();
    };
  }

  @Override
  public void close() {
    close.run();
  }
}
