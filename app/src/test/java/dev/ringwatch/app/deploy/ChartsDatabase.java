package dev.ringwatch.app.deploy;

import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.schema.Schema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A database that an administrator has prepared by deploy/postgres/roles.sql, whose tables the
 * server's own role has made, and of which Grafana's role reads what deploy/grafana/grants.sql
 * says.
 */
final class ChartsDatabase implements AutoCloseable {

  private static final String PASSWORD = "for tests";
  private static final List<String> SUFFIXES = List.of("", "_hunts", "_charts");

  private final TestDatabase beside = TestDatabase.empty();
  private final TestDatabase database = TestDatabase.empty();
  private final String prefix = nameOf(database);

  ChartsDatabase() throws IOException, SQLException {
    // Roles belong to all databases of a server, on which others run too: so they get other names.
    database.execute(named(Repository.read("deploy/postgres/roles.sql")));
    try (ConnectionPool pool = ConnectionPool.open(as(""), "migrations")) {
      Schema.migrate(pool.dataSource());
    }
    for (int time = 0; time < 2; time++) {
      try (Connection server = connect("");
          Statement statement = server.createStatement()) {
        statement.execute(named(Repository.read("deploy/grafana/grants.sql")));
      }
    }
  }

  private static String nameOf(TestDatabase database) {
    return database.settings().url().replaceFirst("^.*/(ringwatch_test_\\w+).*$", "$1");
  }

  /** A script of psql as the driver takes it. */
  private String named(String script) {
    return script
        .replaceAll("\\bringwatch(_hunts|_charts)?\\b", prefix + "$1")
        .replaceAll(":'\\w+'", "'" + PASSWORD + "'");
  }

  private DatabaseSettings as(String suffix) {
    return new DatabaseSettings(database.settings().url(), prefix + suffix, PASSWORD, 2);
  }

  private Connection connect(String suffix) throws SQLException {
    return DriverManager.getConnection(database.settings().url(), prefix + suffix, PASSWORD);
  }

  /** A connection of Grafana's. */
  Connection charts() throws SQLException {
    return connect("_charts");
  }

  /** Runs a statement as the administrator. */
  void execute(String sql) throws SQLException {
    database.execute(sql);
  }

  @Override
  public void close() throws SQLException {
    database.close();
    for (String suffix : SUFFIXES) {
      beside.execute("DROP ROLE " + prefix + suffix);
    }
    beside.close();
  }
}
