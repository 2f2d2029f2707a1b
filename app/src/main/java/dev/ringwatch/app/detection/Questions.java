package dev.ringwatch.app.detection;

import dev.ringwatch.pipeline.EmbeddedDriver;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What other threads want to know of the state, which only the detection thread may look into. Safe
 * for threads.
 */
final class Questions {

  /**
   * More than connections there can be: when so many wait for their entry, whoever asked most of
   * them has gone.
   */
  private static final int MANY = 10_000;

  private final ConcurrentLinkedQueue<Question<?>> waiting = new ConcurrentLinkedQueue<>();

  /** Those whose entry was not seen yet when they were looked at, the earliest entry first. */
  private final PriorityQueue<Question<?>> early =
      new PriorityQueue<>(Comparator.<Question<?>>comparingLong(Question::seq));

  /** Why nothing is answered any more; null as long as it is. */
  private volatile @Nullable RuntimeException refusal;

  /**
   * A question.
   *
   * @param seq the entry of the log that must have been seen before it is answered
   */
  private record Question<T>(
      long seq, Function<EmbeddedDriver, T> what, CompletableFuture<T> answer) {

    /** Answers, unless whoever asked has stopped waiting. */
    void answer(EmbeddedDriver driver) {
      if (answer.isDone()) {
        return;
      }
      try {
        answer.complete(what.apply(driver));
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
        if (e instanceof Error fatal) {
          throw fatal;
        }
      }
    }
  }

  /**
   * Asks; the answer comes from the detection thread between two slices of its work.
   *
   * @param seq the entry of the log that must have been seen before; 0 for none
   */
  <T> CompletableFuture<T> ask(long seq, Function<EmbeddedDriver, T> what) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    waiting.add(new Question<>(seq, what, answer));
    // Looked at afterwards: who refuses meanwhile may have looked through the queue before.
    RuntimeException why = refusal;
    if (why != null) {
      answer.completeExceptionally(why);
    }
    return answer;
  }

  /** Whether nothing is answered any more. */
  boolean areRefused() {
    return refusal != null;
  }

  /**
   * Answers all that wait and need wait no longer; for the detection thread.
   *
   * @param seenSeq the last entry of the log that the driver has seen
   */
  void answer(EmbeddedDriver driver, long seenSeq) {
    for (Question<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      if (next.seq() <= seenSeq) {
        next.answer(driver);
      } else {
        keep(next);
      }
    }
    for (Question<?> next = early.peek();
        next != null && next.seq() <= seenSeq;
        next = early.peek()) {
      early.remove();
      next.answer(driver);
    }
  }

  private void keep(Question<?> question) {
    if (early.size() >= MANY) {
      early.removeIf(old -> old.answer().isDone());
    }
    early.add(question);
  }

  /** Fails all that wait, and all that are asked from now on; for the detection thread. */
  void refuse(RuntimeException why) {
    refusal = why;
    early.forEach(question -> question.answer().completeExceptionally(why));
    early.clear();
    for (Question<?> next = waiting.poll(); next != null; next = waiting.poll()) {
      next.answer().completeExceptionally(why);
    }
  }
}
