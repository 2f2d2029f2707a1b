package dev.ringwatch.postgres.log;

import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns, beside everything else, which identities the log holds: hours that events came for, and
 * behind them, once that is asked for, the newest. Runs in one thread, on a connection of its own
 * for each hour; reads the table's pages of that hour once.
 */
final class IdentityLoader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(IdentityLoader.class);
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int HOURS_PER_DAY = 24;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private interface Task {
    void run() throws SQLException;
  }

  private final DataSource dataSource;
  private final EventPartitions partitions;
  private final long secret;
  private final int hoursWithEvents;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashSet<LocalDate> unsummarized = new LinkedHashSet<>();
  private final LinkedHashSet<Long> wanted = new LinkedHashSet<>();
  private final ArrayDeque<Long> newest = new ArrayDeque<>();
  private @Nullable KnownIdentities known;
  private boolean newestToo;
  private int learned;
  private boolean idle = true;
  private boolean closed;

  /**
   * A loader that learns at most so many of the newest hours.
   *
   * @param secret what hashes begin with
   */
  IdentityLoader(DataSource dataSource, long secret, int hoursWithEvents) {
    this.dataSource = dataSource;
    partitions = new EventPartitions(dataSource);
    this.secret = secret;
    this.hoursWithEvents = hoursWithEvents;
  }

  /** Begins anew: what to fill, and the hours that may hold events, the newest first. */
  void learn(KnownIdentities fresh, List<Long> hours) {
    change(() -> {
      known = fresh;
      learned = 0;
      wanted.clear();
      newest.clear();
      newest.addAll(hours);
      idle = false;
    });
  }

  /** Asks for the newest hours to be learned too, now and whenever it begins anew. */
  void wantNewest() {
    change(() -> {
      newestToo = true;
      idle = false;
    });
  }

  /** Asks for an hour to be learned soon. */
  void want(long hour) {
    change(() -> {
      wanted.add(hour);
      idle = false;
    });
  }

  /** Asks for the index on the time to be brought up to date on some days. */
  void summarize(Collection<LocalDate> days) {
    change(() -> {
      unsummarized.addAll(days);
      idle = false;
    });
  }

  /** Ends the thread after the hour it is at. */
  void close() {
    change(() -> closed = true);
  }

  /** Whether nothing is left to learn. */
  boolean isIdle() {
    lock.lock();
    try {
      return idle;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    for (Task task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (SQLException | RuntimeException e) {
        LOG.warn("What the event log holds could not be read: {}", e.getMessage());
        pause();
      }
    }
  }

  private void learnWanted(KnownIdentities fresh, long hour) throws SQLException {
    if (!fresh.isComplete(hour) && fresh.hasRoom()) {
      learn(fresh, hour);
    }
  }

  private void learnNewest(KnownIdentities fresh, long hour) throws SQLException {
    if (fresh.isComplete(hour) || learn(fresh, hour)) {
      change(() -> learned++);
    }
  }

  /** Reads an hour; true if it holds anything. */
  private boolean learn(KnownIdentities fresh, long hour) throws SQLException {
    long from = hour * SECONDS_PER_HOUR;
    partitions.summarize(LocalDate.ofEpochDay(Math.floorDiv(hour, HOURS_PER_DAY)));
    KnownIdentities.Learning learning = fresh.learn(hour);
    boolean[] holds = {false};
    boolean[] goesOn = {true};
    try (Connection connection = dataSource.getConnection()) {
      CopyRows.read(
          connection,
          "SELECT ts, event_id FROM raw_events WHERE ts >= to_timestamp("
              + (from + ") AND ts < to_timestamp(" + (from + SECONDS_PER_HOUR) + ")"),
          (row, bytes) -> {
            long micros = row.number();
            holds[0] = true;
            goesOn[0] = learning.add(EncodedEvents.hash(micros, row.text(), secret)) && !isClosed();
            return goesOn[0];
          });
      if (goesOn[0]) {
        learning.complete();
      }
      return holds[0];
    } finally {
      learning.abandon();
    }
  }

  private @Nullable Task next() {
    lock.lock();
    try {
      while (!closed) {
        KnownIdentities fresh = known;
        if (!unsummarized.isEmpty()) {
          LocalDate day = unsummarized.removeFirst();
          return () -> partitions.summarize(day);
        }
        if (fresh != null && !wanted.isEmpty()) {
          long hour = wanted.removeFirst();
          return () -> learnWanted(fresh, hour);
        }
        if (fresh != null && wantsNewest() && fresh.hasRoom()) {
          long hour = newest.remove();
          return () -> learnNewest(fresh, hour);
        }
        idle = true;
        changed.signalAll();
        changed.awaitUninterruptibly();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private boolean wantsNewest() {
    return newestToo && !newest.isEmpty() && learned < hoursWithEvents;
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    lock.lock();
    try {
      long nanos = PAUSE_AFTER_FAILURE.toNanos();
      while (!closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable what) {
    lock.lock();
    try {
      what.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
