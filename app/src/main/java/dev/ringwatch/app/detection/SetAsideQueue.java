package dev.ringwatch.app.detection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was set aside and is not kept yet. It is written beside the detection thread, again and
 * again until it is; as long as something waits no snapshot may pass it. Used by the detection
 * thread.
 */
final class SetAsideQueue {

  private static final Logger LOG = LoggerFactory.getLogger(SetAsideQueue.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** So many are written together; who sets more aside waits for that. */
  private static final int MANY = 5_000;

  private final SetAsides kept;
  private final Background background;
  private final LongSupplier nanoClock;
  private final ConcurrentLinkedQueue<SetAsides.Piece> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private volatile long count;
  private volatile boolean counted;
  private volatile boolean failed;
  private long lastBegun;

  /**
   * Nothing set aside yet.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  SetAsideQueue(SetAsides kept, Background background, LongSupplier nanoClock) {
    this.kept = kept;
    this.background = background;
    this.nanoClock = nanoClock;
  }

  void add(SetAsides.Piece piece) {
    waiting.add(piece);
    size.incrementAndGet();
  }

  /** Whether all is kept. */
  boolean isEmpty() {
    return size.get() == 0;
  }

  /** How many entries of the log are kept, as far as is known. */
  long count() {
    return count;
  }

  /** Begins to write if there is something to. */
  void consider() {
    if (size.get() > MANY) {
      running.join();
    }
    long now = nanoClock.getAsLong();
    if ((isEmpty() && counted)
        || !running.isDone()
        || (failed && now - lastBegun < PAUSE_AFTER_FAILURE.toNanos())) {
      return;
    }
    lastBegun = now;
    running = background.run("keeping what was set aside", this::write);
  }

  /** Writes what is left; false if that failed. */
  boolean finish() {
    running.join();
    while (!isEmpty()) {
      write();
      if (failed) {
        return false;
      }
    }
    return true;
  }

  private void write() {
    failed = true;
    List<SetAsides.Piece> some = waiting.stream().limit(MANY).toList();
    try {
      kept.keep(some);
      count = kept.count();
      counted = true;
    } catch (IOException e) {
      LOG.warn("{} set aside could not be kept; tried again: {}", some.size(), e.getMessage());
      return;
    }
    some.forEach(done -> waiting.remove());
    size.addAndGet(-some.size());
    failed = false;
  }
}
