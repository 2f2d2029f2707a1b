package dev.ringwatch.postgres.log;

import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A server that has a connection at hand, and knows nothing of what became of it. */
final class SleepingServer implements AutoCloseable {

  private final ConnectionPool pool;
  private final Connection held;

  private SleepingServer(ConnectionPool pool) throws SQLException {
    this.pool = pool;
    held = pool.dataSource().getConnection();
  }

  static SleepingServer on(TestDatabase database, ServerName name) throws SQLException {
    return new SleepingServer(
        ConnectionPool.openAsking(database.settings(), name.connectionName(), name.question()));
  }

  /** By the connection that it has had all the time. */
  void write(String sql) throws SQLException {
    try (Statement statement = held.createStatement()) {
      statement.execute(sql);
    }
  }

  /** By a new one. */
  void writeAnew(String sql) throws SQLException {
    try (Connection another = pool.dataSource().getConnection();
        Statement statement = another.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    held.close();
    pool.close();
  }
}
