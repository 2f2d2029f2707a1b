package dev.ringwatch.app.serve;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.log.LogUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins what only one server of an event log does, when the log has fallen to this one, and ends
 * the process once another has taken over from it: what it knows is of the past then, and the
 * database refuses it.
 */
final class Duties implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ServerLog log;
  private final List<Duty> duties;
  private final Successor successor;
  private final Runnable end;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("duties").daemon().unstarted(this::run);

  /** Who knows whether another server has taken over from this one. */
  interface Successor {
    boolean isThere() throws SQLException;
  }

  /**
   * What is to begin.
   *
   * @param end ends the process at once
   */
  Duties(ServerLog log, List<Duty> duties, Successor successor, Runnable end) {
    this.log = log;
    this.duties = List.copyOf(duties);
    this.successor = successor;
    this.end = end;
  }

  /** Begins them now where there is one server, and else once it is this one's turn. */
  void start() {
    switch (log) {
      case ServerLog.InDatabase _ -> begin();
      case ServerLog.OnKafka _ -> thread.start();
    }
  }

  private void begin() {
    duties.forEach(Duty::start);
  }

  private void run() {
    try {
      while (!take()) {
        if (isStoppedWithin(BETWEEN_TRIES)) {
          return;
        }
      }
      LOG.info("this server has detection, and what goes with it");
      begin();
      while (!isStoppedWithin(BETWEEN_LOOKS)) {
        if (isSucceeded()) {
          LOG.error(
              "another server has taken over from this one, which ends: start it again, and it"
                  + " stands by");
          end.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean take() {
    try {
      return log.take();
    } catch (LogUnavailableException e) {
      LOG.warn("Trying again: {}", e.getMessage());
      return false;
    }
  }

  private boolean isSucceeded() {
    try {
      return successor.isThere();
    } catch (SQLException e) {
      LOG.debug("whether another server has taken over is not known: {}", e.getMessage());
      return false;
    }
  }

  private boolean isStoppedWithin(Duration time) throws InterruptedException {
    return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
