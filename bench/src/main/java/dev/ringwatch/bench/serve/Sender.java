package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * Sends batches over several connections, each again and again until the server acknowledges it:
 * when it says that it is busy or away, and when the connection breaks, which leaves open whether
 * it was taken. Used once.
 */
final class Sender {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_AFTER_BREAK = Duration.ofMillis(50);

  private final IntSupplier port;
  private final String secret;
  private final int connections;
  private final Duration patience;
  private final LongAdder batches = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder busy = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final Samples latency = new Samples();
  private final AtomicBoolean failed = new AtomicBoolean();
  private volatile String lastTrouble = "none";

  /**
   * A sender.
   *
   * @param port where the server listens now
   * @param connections how many batches are under way at a time
   * @param patience how long one batch is tried
   */
  Sender(IntSupplier port, String secret, int connections, Duration patience) {
    this.port = port;
    this.secret = secret;
    this.connections = connections;
    this.patience = patience;
  }

  /**
   * Sends all of them and returns when the last is acknowledged.
   *
   * @throws IllegalStateException if one was refused, or not acknowledged within the patience
   */
  Sent send(Batches source) throws InterruptedException {
    long begun = System.nanoTime();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(
            connections, Thread.ofPlatform().name("sender-", 0).factory())) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        all.add(
            workers.submit(() -> {
              work(source);
              return null;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("sending failed: " + e.getCause(), e.getCause());
    }
    return sent((System.nanoTime() - begun) / 1e9);
  }

  private Sent sent(double seconds) {
    return new Sent(
        batches.sum(),
        accepted.sum(),
        duplicates.sum(),
        rejected.sum(),
        busy.sum(),
        broken.sum(),
        seconds,
        latency);
  }

  private void work(Batches source) throws IOException {
    Batch batch = new Batch();
    boolean done = false;
    try (Client client = new Client(port, secret)) {
      while (!failed.get() && source.next(batch)) {
        long begun = batch.dueNanos() == Batch.AT_ONCE ? System.nanoTime() : batch.dueNanos();
        source.sending(batch);
        count(deliver(client, batch));
        latency.add(System.nanoTime() - begun);
        source.acknowledged(batch);
      }
      done = true;
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  private void count(Receipt receipt) {
    batches.increment();
    accepted.add(receipt.accepted());
    duplicates.add(receipt.duplicates());
    rejected.add(receipt.rejected());
  }

  private Receipt deliver(Client client, Batch batch) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end && !failed.get()) {
      try {
        Response response = client.post(batch.bytes(), batch.length());
        if (response.isAccepted()) {
          return Receipt.of(response.body());
        }
        lastTrouble = response.status() + " " + response.body();
        if (!response.isTryAgain()) {
          throw new IllegalStateException("a batch was refused: " + lastTrouble);
        }
        busy.increment();
        Patience.pause(shorter(response.retryAfter()));
      } catch (IOException e) {
        lastTrouble = e.toString();
        broken.increment();
        Patience.pause(PAUSE_AFTER_BREAK);
      }
    }
    throw new IllegalStateException(
        "not acknowledged in " + patience.toSeconds() + " s, at last: " + lastTrouble);
  }

  /** What went wrong last, whichever batch it was. */
  String lastTrouble() {
    return lastTrouble;
  }

  /** What was asked for, but not so long that a short absence costs much of a measurement. */
  private static Duration shorter(Duration asked) {
    if (asked.isZero()) {
      return PAUSE_AFTER_BREAK;
    }
    return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
  }
}
