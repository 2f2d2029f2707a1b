package dev.ringwatch.kit.log;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits on a condition, with a bound; for tests of what other threads and processes do. */
public final class WaitFor {

  private static final Duration PAUSE = Duration.ofMillis(2);

  private WaitFor() {}

  /**
   * Asks until the answer is a value and returns it.
   *
   * @throws AssertionError once it was asked for as long as given without one
   */
  public static <T> T value(Duration patience, Callable<@Nullable T> question) {
    for (long left = patience.dividedBy(PAUSE); left >= 0; left--) {
      T answer = ask(question);
      if (answer != null) {
        return answer;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("nothing came within " + patience);
  }

  /** Asks until the answer is yes. */
  public static void condition(Duration patience, Callable<Boolean> question) {
    value(patience, () -> question.call() ? true : null);
  }

  private static <T> @Nullable T ask(Callable<@Nullable T> question) {
    try {
      return question.call();
    } catch (Exception e) {
      throw new AssertionError("the condition could not be asked for", e);
    }
  }
}
