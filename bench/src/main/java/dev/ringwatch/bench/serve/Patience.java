package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waiting for a condition, never for longer than a bound. */
public final class Patience {

  private static final Duration POLL = Duration.ofMillis(20);

  private Patience() {}

  /** Something that is so, or not yet. */
  @FunctionalInterface
  public interface Condition {
    /** Whether it is so. */
    boolean holds() throws IOException;
  }

  /**
   * Waits until a condition holds. A connection that fails counts as not yet.
   *
   * @param what what is waited for, for the failure's message
   * @throws IllegalStateException if it does not hold within the bound
   */
  public static void until(String what, Duration bound, Condition condition) {
    until(what, bound, condition, () -> "");
  }

  /** The same with more to say when it was in vain. */
  static void until(String what, Duration bound, Condition condition, Supplier<String> more) {
    long end = System.nanoTime() + bound.toNanos();
    IOException last = null;
    do {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException e) {
        last = e;
      }
      pause(POLL);
    } while (System.nanoTime() < end && !Thread.currentThread().isInterrupted());
    throw new IllegalStateException(
        "in vain waited " + bound.toSeconds() + " s for " + what + " " + more.get(), last);
  }

  /** Lets time pass, between two attempts. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Lets time pass until a moment of {@link System#nanoTime}. */
  static void pauseUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
