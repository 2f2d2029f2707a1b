package dev.ringwatch.app.live;

import dev.ringwatch.postgres.results.Marks;
import dev.ringwatch.postgres.results.NewestMarks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second how far what is written has come, while somebody listens, and wakes who does.
 * It is the tables that it looks into, so it makes no difference which process wrote them. Safe for
 * threads.
 */
final class LiveNews implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveNews.class);
  private static final long MILLIS_BETWEEN_LOOKS = 1_000;

  private final NewestMarks marks;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live").daemon().factory());

  private Optional<Marks> newest = Optional.empty();
  private int listeners;
  private boolean failing;
  private boolean closed;

  /**
   * Looks into a database.
   *
   * @param most how many may listen at once
   */
  LiveNews(NewestMarks marks, int most) {
    this.marks = marks;
    this.most = most;
  }

  void start() {
    // It ends with the timer, and what fails is caught.
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            this::look, MILLIS_BETWEEN_LOOKS, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
  }

  /** Somebody listens from now on; false if there are too many. */
  boolean enter() {
    lock.lock();
    try {
      if (closed || listeners >= most) {
        return false;
      }
      listeners++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody who did listens no more. */
  void leave() {
    lock.lock();
    try {
      listeners--;
      if (listeners == 0) {
        // Who comes next is not told what was before.
        newest = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is over. */
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until what was seen last is not the newest any more.
   *
   * @param seen what was seen last; empty at first
   * @return the newest, or what was seen if nothing came in time
   */
  Optional<Marks> await(Optional<Marks> seen, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (!closed && left > 0 && (newest.isEmpty() || newest.equals(seen))) {
        left = changed.awaitNanos(left);
      }
      return newest.isEmpty() ? seen : newest;
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    if (!isListenedTo()) {
      return;
    }
    try {
      Marks now = marks.read();
      tell(now);
    } catch (SQLException | RuntimeException e) {
      // Pages are as they were, and the next look may do better; it is said once.
      if (!failing) {
        LOG.warn("nothing new can be told to pages that are open: {}", e.getMessage());
      }
      failing = true;
    }
  }

  private boolean isListenedTo() {
    lock.lock();
    try {
      return listeners > 0;
    } finally {
      lock.unlock();
    }
  }

  private void tell(Marks now) {
    failing = false;
    lock.lock();
    try {
      newest = Optional.of(now);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends it, and has all go who listen. */
  @Override
  public void close() {
    timer.shutdownNow();
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
