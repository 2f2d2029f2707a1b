package dev.ringwatch.postgres.embedded;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks whether the server's process lives and starts it again when it does not. A
 * server may be an adopted one and so no child of ours: it is asked after, four times a second.
 */
final class Watch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private static final int POLL_MILLIS = 250;

  /** The pause after the first attempt that failed; it doubles with every further one. */
  private static final int FIRST_PAUSE_MILLIS = 200;

  /** The pause once the quick attempts are over: what is wrong may be put right, as a full disk. */
  private static final int LONG_PAUSE_MILLIS = 10_000;

  private final Server server;
  private final int attempts;
  private final EmbeddedPostgresListener listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private Watch(Server server, int attempts, EmbeddedPostgresListener listener) {
    this.server = server;
    this.attempts = attempts;
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().name("ringwatch-postgres-watch").daemon().unstarted(this::run);
  }

  /** Watches a server until it is closed. */
  static Watch over(Server server, int attempts, EmbeddedPostgresListener listener) {
    Watch watch = new Watch(server, attempts, listener);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try {
      boolean alive = true;
      while (alive && !closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        alive = server.runs() || bringBack();
        server.trimLog();
      }
    } catch (InterruptedException e) {
      // Closed in the middle of a restart, which was given up with it.
      LOG.debug("No longer watching PostgreSQL");
    }
  }

  /** Starts a server that died until it runs again; false once this was closed. */
  private boolean bringBack() throws InterruptedException {
    LOG.warn("PostgreSQL, process {}, died; starting it again", server.processId());
    tell(EmbeddedPostgresListener::died);
    for (int attempt = 1; ; attempt++) {
      try {
        server.restart();
        LOG.info("PostgreSQL runs again, process {}", server.processId());
        tell(EmbeddedPostgresListener::restarted);
        return true;
      } catch (StartFailedException | IOException | EmbeddedPostgresException e) {
        LOG.warn("PostgreSQL did not start, attempt {}: {}", attempt, e.getMessage());
        if (attempt == attempts) {
          sayThatItStaysAway(String.valueOf(e.getMessage()));
        }
      }
      if (closing.await(pauseMillis(attempt), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
  }

  private long pauseMillis(int failedAttempts) {
    return failedAttempts < attempts
        ? Math.min(LONG_PAUSE_MILLIS, (long) FIRST_PAUSE_MILLIS << (failedAttempts - 1))
        : LONG_PAUSE_MILLIS;
  }

  private void sayThatItStaysAway(String problem) {
    EmbeddedPostgresException failure =
        new EmbeddedPostgresException(
            "PostgreSQL died and could not be started again in "
                + attempts
                + " attempts, and is tried every "
                + LONG_PAUSE_MILLIS / 1_000
                + " s from now on: "
                + problem);
    LOG.error("{}", failure.getMessage());
    tell(told -> told.staysAway(failure));
  }

  private void tell(Consumer<EmbeddedPostgresListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      LOG.error("A listener to PostgreSQL failed", e);
    }
  }

  /** Ends the watch, and a restart that is under way. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    boolean interrupted = false;
    // A listener that closes runs in the watching thread, which ends by itself then.
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
