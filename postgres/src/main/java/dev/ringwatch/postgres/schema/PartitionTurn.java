package dev.ringwatch.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turn of the one who changes partitions, over all processes. Safe for threads. */
final class PartitionTurn {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionTurn.class);

  /** Serializes those who change partitions; any number that nobody else here uses. */
  private static final long TURN = 0x7261_775f_6461_7973L;

  /**
   * How long to wait for readers and writers to let go before others are let through. Who waits for
   * an exclusive lock makes all who come later wait behind it.
   */
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '3s'";

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final int MOST_ATTEMPTS = 10;

  private final DataSource dataSource;

  PartitionTurn(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** What is done. */
  @FunctionalInterface
  interface Work<T> {
    T on(Statement statement) throws SQLException;
  }

  /** Does work in a transaction of its own, one at a time over all processes. */
  <T> T run(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = dataSource.getConnection()) {
        return run(connection, work);
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        LOG.info("The partitions are in use, trying again ({} of {})", attempt, MOST_ATTEMPTS);
      }
    }
  }

  private static <T> T run(Connection connection, Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + TURN + ")");
      statement.execute(LOCK_TIMEOUT);
      T result = work.on(statement);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
