package dev.ringwatch.bench;

import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Events at an even rate with a reader behind them: how long from when a batch was due until its
 * append returned, so that one that waits for another is not flattered.
 */
final class PacedAppends {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final double NANOS_PER_MILLI = 1e6;

  private final EventLog log;
  private final EventBatches batches;
  private final double nanosBetween;

  /**
   * Of batches at a rate.
   *
   * @param rate events a second
   */
  PacedAppends(EventLog log, EventBatches batches, int rate) {
    this.log = log;
    this.batches = batches;
    nanosBetween = 1e9 * batches.events(1) / rate;
  }

  /** Appends all batches by so many threads, and says how long they took. */
  String run(int threads) throws InterruptedException, ExecutionException {
    long[] latencies = new long[batches.count()];
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> appenders = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads + 1)) {
      Future<?> reader =
          pool.submit(() -> {
            readAll();
            return 0;
          });
      long start = System.nanoTime();
      for (int thread = 0; thread < threads; thread++) {
        appenders.add(
            pool.submit(() -> {
              for (int at = next.getAndIncrement();
                  at < latencies.length;
                  at = next.getAndIncrement()) {
                latencies[at] = append(at, start);
              }
            }));
      }
      for (Future<?> appender : appenders) {
        appender.get();
      }
      reader.get();
    }
    Arrays.sort(latencies);
    return String.format(
        Locale.ROOT,
        "append, milliseconds: p50 %.1f, p99 %.1f, max %.1f of %,d",
        millis(latencies, 0.5),
        millis(latencies, 0.99),
        millis(latencies, 1),
        latencies.length);
  }

  private long append(int at, long start) {
    long due = start + (long) (at * nanosBetween);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    log.append(batches.batch(at));
    return System.nanoTime() - due;
  }

  private void readAll() throws InterruptedException {
    long all = batches.events(batches.count());
    long read = 0;
    while (read < all) {
      LogBatch entries = log.read(read, 20_000, PATIENCE);
      if (entries.entries().isEmpty()) {
        throw new IllegalStateException("the log ends at " + read + " of " + all);
      }
      read = entries.lastSeq();
    }
  }

  private static double millis(long[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / NANOS_PER_MILLI;
  }
}
