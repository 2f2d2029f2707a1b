package dev.ringwatch.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** Work that is committed whole or not at all. */
public final class Transaction {

  private Transaction() {}

  /** What is done in a transaction. */
  public interface Work<T> {

    T run() throws SQLException;
  }

  /**
   * Does work on a connection and commits it; what fails is rolled back, and the failure is the
   * work's own, whatever becomes of the connection.
   */
  public static <T> T run(Connection connection, Work<T> work) throws SQLException {
    try {
      connection.setAutoCommit(false);
      T answer = work.run();
      connection.commit();
      connection.setAutoCommit(true);
      return answer;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
        connection.setAutoCommit(true);
      } catch (SQLException lost) {
        e.addSuppressed(lost);
      }
      throw e;
    }
  }
}
