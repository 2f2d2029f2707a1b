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
  private final AtomicReference<Known> known;

  private record Known(OptionalLong count, long sinceNanos) {}

  /**
   * Counts a queue.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  public QueueCount(WorkQueue queue, LongSupplier nanoClock) {
    this.queue = queue;
    this.nanoClock = nanoClock;
    this.known =
        new AtomicReference<>(
            new Known(OptionalLong.empty(), nanoClock.getAsLong() - MEMORY.toNanos()));
  }

  /**
   * How many, as it was some seconds ago at most while the database answers; empty before it first
   * does. One asks for all who come at once.
   */
  public OptionalLong waiting() {
    Known before = known.get();
    long now = nanoClock.getAsLong();
    if (now - before.sinceNanos() >= MEMORY.toNanos()
        && known.compareAndSet(before, new Known(before.count(), now))) {
      known.set(new Known(counted(before.count()), now));
    }
    return known.get().count();
  }

  private OptionalLong counted(OptionalLong before) {
    try {
      return OptionalLong.of(queue.waiting());
    } catch (SQLException e) {
      // The number is an extra; the page says itself what cannot be read.
      return before;
    }
  }
}
