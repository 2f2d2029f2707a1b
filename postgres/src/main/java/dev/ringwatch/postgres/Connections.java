package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where work gets its connection from: one of its own, or the one of a transaction that runs. */
interface Connections {

  /**
   * Work on a connection, which is not the work's to close.
   *
   * @param <T> what it answers
   */
  interface Work<T> {

    T on(Connection connection) throws SQLException;
  }

  /** Does work by itself. */
  <T> T use(Work<T> work) throws SQLException;

  /** Does work that is there whole or not at all. */
  <T> T inTransaction(Work<T> work) throws SQLException;

  /** A connection of its own for every work. */
  static Connections of(DataSource dataSource) {
    return new Connections() {
      @Override
      public <T> T use(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
          return work.on(connection);
        }
      }

      @Override
      public <T> T inTransaction(Work<T> work) throws SQLException {
        return use(connection -> {
          connection.setAutoCommit(false);
          try {
            T answer = work.on(connection);
            connection.commit();
            return answer;
          } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
      }
    };
  }

  /** One for all, in a transaction that whoever gives it ends. */
  static Connections given(Connection connection) {
    return new Connections() {
      @Override
      public <T> T use(Work<T> work) throws SQLException {
        return work.on(connection);
      }

      @Override
      public <T> T inTransaction(Work<T> work) throws SQLException {
        return work.on(connection);
      }
    };
  }
}
