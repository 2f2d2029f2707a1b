package dev.ringwatch.postgres.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The events that are kept, the newest first and page by page. A search takes a bounded time and
 * one connection; few run at once. Safe for threads.
 */
public final class StoredEvents {

  /** Cancelled, which is what a statement that takes too long is. */
  static final String CANCELLED = "57014";

  /**
   * A day's table is never read whole, or in the order of the log, where an index of searches would
   * do, which the planner does not know of a young one; rows that are read are dear, so that it
   * takes the index that leaves out most rather than the smallest; and a search leaves the other
   * cores to those who send events.
   */
  static final String SETTINGS =
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;"
          + " SET LOCAL cpu_tuple_cost = 10; SET LOCAL max_parallel_workers_per_gather = 0;"
          + " SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off;"
          + " SET LOCAL statement_timeout = ";

  private final DataSource dataSource;
  private final EventSearchConfig config;
  private final Semaphore turns;

  /** The events in a database that has the schema. */
  public StoredEvents(DataSource dataSource, EventSearchConfig config) {
    this.dataSource = dataSource;
    this.config = config;
    this.turns = new Semaphore(config.atOnce(), true);
  }

  /**
   * A page of events, the newest first. Whoever follows the pages meets every event once that was
   * there from the beginning, whatever is written meanwhile.
   *
   * @param after where the page before ended; null for the first
   * @param limit how many, at least 1
   * @throws SearchTooWideException if it would take too long
   * @throws SearchBusyException if too many others search
   */
  public EventPage page(EventFilter filter, @Nullable EventPosition after, int limit)
      throws SQLException, InterruptedException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, not " + limit);
    }
    if (!turns.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new SearchBusyException("too many searches run at the moment: try again");
    }
    try (Connection connection = dataSource.getConnection()) {
      return page(connection, new Search(connection, filter, limit, config.firstSlice()), after);
    } catch (SQLException e) {
      if (CANCELLED.equals(e.getSQLState())) {
        throw new SearchTooWideException(
            "the search took longer than "
                + config.timeout().toSeconds()
                + " s: narrow the time with from and to, or name an account, address, device,"
                + " session, payment or target",
            e);
      }
      throw e;
    } finally {
      turns.release();
    }
  }

  private EventPage page(Connection connection, Search search, @Nullable EventPosition after)
      throws SQLException {
    long begun = System.nanoTime();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS + config.timeout().toMillis());
      return search.run(after, () -> System.nanoTime() - begun > config.budget().toNanos());
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
