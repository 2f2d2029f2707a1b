package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Events at an even rate that does not care how fast they are taken (an open loop), each stamped
 * with the moment it is sent, until all are sent or it is told to stop. Safe for threads.
 */
final class PacedLoad implements Batches {

  private final EventTemplates templates;
  private final Pace pace;
  private final Ledger ledger;
  private final Numbers numbers;
  private final @Nullable Probes probes;
  private final AtomicLong tickets = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private volatile boolean stopped;

  /**
   * How much is sent, and how fast.
   *
   * @param eventsPerSecond the rate
   * @param batchSize events of one request
   * @param seconds for how long, at most
   * @param time what time events say it is when they are sent
   */
  record Pace(int eventsPerSecond, int batchSize, double seconds, InstantSource time) {

    /** Of events that say what time it is. */
    Pace(int eventsPerSecond, int batchSize, double seconds) {
      this(eventsPerSecond, batchSize, seconds, InstantSource.system());
    }

    long batches() {
      return Math.round(seconds * eventsPerSecond / batchSize);
    }

    /** When a batch is due, after the start. */
    long dueNanos(long batch) {
      return (long) (1e9 * batch * batchSize / eventsPerSecond);
    }
  }

  /** A load that begins now. */
  PacedLoad(EventTemplates templates, Pace pace, Ledger ledger, Numbers numbers) {
    this(templates, pace, ledger, numbers, null);
  }

  /** The same with some events among them whose way to the score is watched. */
  PacedLoad(
      EventTemplates templates,
      Pace pace,
      Ledger ledger,
      Numbers numbers,
      @Nullable Probes probes) {
    this.templates = templates;
    this.pace = pace;
    this.ledger = ledger;
    this.numbers = numbers;
    this.probes = probes;
  }

  @Override
  public boolean next(Batch batch) throws IOException {
    long ticket = tickets.getAndIncrement();
    if (stopped || ticket >= pace.batches()) {
      return false;
    }
    long due = startNanos + pace.dueNanos(ticket);
    Patience.pauseUntil(due);
    long number = numbers.take(pace.batchSize());
    long now = pace.time().millis();
    batch.begin(number, due);
    boolean probing = probes != null && probes.isDue(ticket);
    int ordinary = probing ? pace.batchSize() - 1 : pace.batchSize();
    for (int i = 0; i < ordinary; i++) {
      templates.addTo(batch, (int) ((number + i) % templates.size()), number + i, now);
    }
    if (probing && probes != null) {
      probes.addTo(batch, number + ordinary, now, due);
    }
    return true;
  }

  @Override
  public void sending(Batch batch) {
    ledger.sent(batch);
  }

  @Override
  public void acknowledged(Batch batch) {
    ledger.acknowledged(batch);
  }

  /** Lets no more batches begin. */
  void stop() {
    stopped = true;
  }
}
