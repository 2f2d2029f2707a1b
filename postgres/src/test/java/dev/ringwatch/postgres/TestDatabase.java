package dev.ringwatch.postgres;

import dev.ringwatch.postgres.schema.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A database of its own for a test class, dropped when it is closed:
 *
 * <pre>{@code
 * @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();
 * }</pre>
 *
 * <p>It is on an embedded server that all test classes of one JVM share, or on the one that {@code
 * RINGWATCH_TEST_DATABASE_URL} names. A server that does not start or answer fails the test.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final String name;
  private final DatabaseSettings settings;
  private final ConnectionPool pool;

  private TestDatabase(String name) {
    this.name = name;
    this.settings = TestServer.settings(name);
    this.pool = ConnectionPool.open(settings, name);
  }

  /** A database without anything in it. */
  public static TestDatabase empty() {
    String name = unusedName();
    TestServer.execute("CREATE DATABASE " + name);
    return new TestDatabase(name);
  }

  /** A database with the tables and nothing in them, whose log is no other's. */
  public static TestDatabase withSchema() {
    String name = unusedName();
    TestServer.execute("CREATE DATABASE " + name + " TEMPLATE " + Migrated.NAME);
    TestDatabase database = new TestDatabase(name);
    try {
      database.execute("UPDATE log_identity SET id = gen_random_uuid()");
    } catch (SQLException e) {
      throw new IllegalStateException("a database cannot be made for a test", e);
    }
    return database;
  }

  /**
   * What databases with tables are copies of, because migrating takes a second each time. It goes
   * with the embedded server, and stays on one that was named.
   */
  private static final class Migrated {
    private static final String NAME = make();

    private static String make() {
      TestDatabase database = empty();
      Schema.migrate(database.dataSource());
      // No copy is made of a database that somebody is connected to.
      database.pool.close();
      return database.name;
    }
  }

  private static String unusedName() {
    return "ringwatch_test_" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet();
  }

  /** How to connect. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Connections. */
  public DataSource dataSource() {
    return pool.dataSource();
  }

  /** Runs a statement in a transaction of its own. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of what a query finds. */
  public List<String> texts(String query) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (row.next()) {
        texts.add(row.getString(1));
      }
      return texts;
    }
  }

  /** Drops the database, whoever may still be connected. */
  @Override
  public void close() {
    pool.close();
    TestServer.execute("DROP DATABASE " + name + " WITH (FORCE)");
  }
}
