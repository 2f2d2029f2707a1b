package dev.ringwatch.postgres.log;

import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One append that waits to be written: events or a control record. The thread that appends makes it
 * and waits for its answer; in between it belongs to the committing thread.
 */
final class Pending {

  private final EncodedEvents events;
  private final @Nullable ControlRecord control;
  private final boolean[] leftOut;
  private boolean released;
  private final CompletableFuture<Appended> answer = new CompletableFuture<>();

  /** Events to append. */
  Pending(EncodedEvents events) {
    this(events, null);
  }

  /** A control record to append; the events are none. */
  Pending(EncodedEvents events, @Nullable ControlRecord control) {
    this.events = events;
    this.control = control;
    leftOut = new boolean[events.size()];
  }

  EncodedEvents events() {
    return events;
  }

  @Nullable ControlRecord control() {
    return control;
  }

  /** How many bytes of memory it holds, about. */
  int bytes() {
    return events.bytes() + (control == null ? 0 : 2 * control.body().length());
  }

  /** Which of the events are duplicates, as far as is known. */
  boolean[] leftOut() {
    return leftOut;
  }

  /** Notes that its room in the queue is free again; false if it was. Guarded by the queue. */
  boolean markReleased() {
    boolean first = !released;
    released = true;
    return first;
  }

  /** Says what became of it. */
  void complete(Appended appended) {
    answer.complete(appended);
  }

  /** Says that it failed, or may have. */
  void fail(String message, @Nullable Throwable cause) {
    answer.completeExceptionally(
        cause == null
            ? new LogUnavailableException(message)
            : new LogUnavailableException(message, cause));
  }

  /** Whether nobody waits for the answer any more. */
  boolean isGivenUp() {
    return answer.isDone();
  }

  /**
   * Waits for the answer; once the patience is over, the answer is that there was none.
   *
   * @throws LogUnavailableException if it failed, may have failed, or took too long
   */
  Appended await(Duration patience) {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      fail("the database did not answer within " + patience.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      fail("interrupted while waiting for the database", e);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw failure(e);
    }
    return answered();
  }

  /** The answer that is there. */
  private Appended answered() {
    try {
      return answer.join();
    } catch (RuntimeException e) {
      throw failure(e);
    }
  }

  private static LogUnavailableException failure(Exception thrown) {
    Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
    return new LogUnavailableException(String.valueOf(cause.getMessage()), cause);
  }
}
