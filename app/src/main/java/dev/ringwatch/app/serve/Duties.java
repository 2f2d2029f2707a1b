package dev.ringwatch.app.serve;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.log.LogUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
  private static final long TRIES_BETWEEN_LOOKS = BETWEEN_LOOKS.dividedBy(BETWEEN_TRIES);

  private final @Nullable BooleanSupplier taking;
  private final List<Duty> duties;
  private final Successor successor;
  private final Runnable end;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Why it was not this server's turn when that was said last. Of the thread. */
  private String problem = "";

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
    this(taking(log), duties, successor, end);
  }

  /**
   * What is to begin.
   *
   * @param taking takes the log if it has fallen to this server; null where there is one server
   * @param end ends the process at once
   */
  Duties(@Nullable BooleanSupplier taking, List<Duty> duties, Successor successor, Runnable end) {
    this.taking = taking;
    this.duties = List.copyOf(duties);
    this.successor = successor;
    this.end = end;
  }

  private static @Nullable BooleanSupplier taking(ServerLog log) {
    return switch (log) {
      case ServerLog.InDatabase _ -> null;
      case ServerLog.OnKafka shared -> shared::take;
    };
  }

  /** Begins them now where there is one server, and else once it is this one's turn. */
  void start() {
    if (taking == null) {
      begin();
    } else {
      thread.start();
    }
  }

  private void begin() {
    duties.forEach(Duty::start);
  }

  private void run() {
    try {
      if (!isTakenBeforeItStops()) {
        return;
      }
      LOG.info("this server has detection, and what goes with it");
      begin();
      while (!isStoppedWithin(BETWEEN_LOOKS)) {
        endIfSucceeded();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("what one server does could not begin, and this one ends: start it again", e);
      end.run();
    }
  }

  private boolean isTakenBeforeItStops() throws InterruptedException {
    for (long tries = 1; !take(); tries++) {
      if (isStoppedWithin(BETWEEN_TRIES)) {
        return false;
      }
      // It may have fallen asleep while it took over, and another did.
      if (tries % TRIES_BETWEEN_LOOKS == 0) {
        endIfSucceeded();
      }
    }
    return true;
  }

  private boolean take() {
    try {
      return taking != null && taking.getAsBoolean();
    } catch (LogUnavailableException e) {
      String words = String.valueOf(e.getMessage());
      if (!words.equals(problem)) {
        LOG.warn("Trying again: {}", words);
      }
      problem = words;
      return false;
    }
  }

  private void endIfSucceeded() {
    if (isSucceeded()) {
      LOG.error(
          "another server has taken over from this one, which ends: start it again, and it"
              + " stands by");
      end.run();
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
