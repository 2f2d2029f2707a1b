package dev.ringwatch.app.queue;

import dev.ringwatch.postgres.queue.WorkQueue;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * How many items wait in the queue, for whoever; asks the database at most once in {@link #MEMORY}.
 * Safe for threads.
 */
public final class QueueCount {

  /** For so long a number is taken for what it was. */
  static final Duration MEMORY = Duration.ofSeconds(5);

  private final WorkQueue queue;
  private final LongSupplier nanoClock;
  private final AtomicReference<Known> known = new AtomicReference<>();

  private record Known(OptionalLong count, long sinceNanos) {}

  /**
   * Counts a queue.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  public QueueCount(WorkQueue queue, LongSupplier nanoClock) {
    this.queue = queue;
    this.nanoClock = nanoClock;
  }

  /** How many; empty while the database does not answer. */
  public OptionalLong waiting() {
    long now = nanoClock.getAsLong();
    Known before = known.get();
    if (before != null && now - before.sinceNanos() < MEMORY.toNanos()) {
      return before.count();
    }
    OptionalLong count = counted();
    known.set(new Known(count, now));
    return count;
  }

  private OptionalLong counted() {
    try {
      return OptionalLong.of(queue.waiting());
    } catch (SQLException e) {
      // The number is an extra; the page says itself what cannot be read.
      return OptionalLong.empty();
    }
  }
}
