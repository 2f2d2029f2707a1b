package dev.ringwatch.app.input;

import dev.ringwatch.event.Event;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands batches from the thread that decodes to the one that uses them; who is ahead waits. An
 * empty batch ends it.
 */
final class Handover {

  private static final int BATCHES = 32;

  private final BlockingQueue<List<Event>> batches = new ArrayBlockingQueue<>(BATCHES);
  private volatile @Nullable Throwable failure;

  /** Gives a batch. */
  void give(List<Event> batch) throws InterruptedException {
    batches.put(batch);
  }

  /** Ends the handover; what went wrong, if anything, goes to the taker after all batches. */
  void end(@Nullable Throwable cause) throws InterruptedException {
    failure = cause;
    batches.put(List.of());
  }

  /** Takes the next batch; empty at the end. */
  List<Event> take() throws InterruptedException {
    return batches.take();
  }

  /** What went wrong, after the end. */
  @Nullable Throwable failure() {
    return failure;
  }
}
