package dev.ringwatch.postgres.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Read in 40 ms, whatever is counted among them. */
  private static final int UNINDEXED = 200_000;

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
    takeTurn(config.patience());
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

  private void takeTurn(Duration patience) throws InterruptedException {
    if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new SearchBusyException("too many searches run at the moment: try again");
    }
  }

  /** When the newest event was that is not of the time to come; empty if there is none. */
  public Optional<Instant> newest(Instant now) throws SQLException, InterruptedException {
    EventFilter past = new EventFilter(Map.of(), null, null, now.plusMillis(1));
    return page(past, null, 1).events().stream().findFirst().map(one -> one.event().timestamp());
  }

  /**
   * About how many events there are in a time, by the sizes of the days' tables and what the
   * planner knows of them; none is read.
   *
   * @param from null for no bound
   * @param to null for no bound
   */
  public long about(@Nullable Instant from, @Nullable Instant to) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      EventPosition end = to == null ? null : EventPosition.before(to);
      return Math.round(Days.read(connection).between(from, end));
    }
  }

  /**
   * Counts the events of some filters one after the other, each up to a bound. What takes too long
   * is empty in the answer, and so is all that would be begun too late.
   *
   * @param most the most to count of each, at least 1
   * @param each the longest that one may take
   * @param all the longest that they may take together, waiting for their turn included
   * @throws SearchBusyException if too many others search
   */
  public List<Optional<EventCount>> counts(
      List<EventFilter> filters, int most, Duration each, Duration all)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + all.toNanos();
    takeTurn(all.compareTo(config.patience()) < 0 ? all : config.patience());
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      List<Optional<EventCount>> counts = new ArrayList<>();
      try {
        for (EventFilter filter : filters) {
          long left = Math.min(each.toMillis(), (end - System.nanoTime()) / 1_000_000);
          counts.add(left < 1 ? Optional.empty() : count(connection, filter, most, left));
        }
        return counts;
      } finally {
        connection.setAutoCommit(true);
      }
    } finally {
      turns.release();
    }
  }

  private Optional<EventCount> count(
      Connection connection, EventFilter filter, int most, long timeoutMillis) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS + timeoutMillis);
      return Optional.of(new Counting(connection, UNINDEXED).count(filter, most));
    } catch (SQLException e) {
      if (CANCELLED.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    } finally {
      connection.rollback();
    }
  }

  private boolean isUp(boolean empty, long nanos) {
    return nanos > (empty ? config.emptyBudget() : config.budget()).toNanos();
  }

  private EventPage page(Connection connection, Search search, @Nullable EventPosition after)
      throws SQLException {
    long begun = System.nanoTime();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS + config.timeout().toMillis());
      return search.run(after, empty -> isUp(empty, System.nanoTime() - begun));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
