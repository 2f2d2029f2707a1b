package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** A look into the server's database, past the server. Used by one thread. */
final class Database implements AutoCloseable {

  private static final int ROWS_AT_A_TIME = 10_000;

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  static Database open(PostgresFiles postgres) throws IOException, SQLException {
    return new Database(
        DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password()));
  }

  Connection connection() {
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Hands over the first column of every row, without holding them all. */
  void forEachText(String sql, Consumer<String> consumer) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_A_TIME);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          consumer.accept(rows.getString(1));
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
