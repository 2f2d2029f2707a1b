package dev.ringwatch.bench.serve;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;

/** A load that runs beside whatever else is done to the server. One thread starts and stops it. */
final class BackgroundLoad implements AutoCloseable {

  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(5);
  private static final Duration PROGRESS_PATIENCE = Duration.ofMinutes(3);
  private static final int CONNECTIONS = 4;

  private final PacedLoad load;
  private final Ledger ledger;
  private final Numbers numbers;
  private final Sender sender;
  private final CompletableFuture<Sent> sent;

  private BackgroundLoad(
      PacedLoad load, Ledger ledger, Numbers numbers, Sender sender, CompletableFuture<Sent> sent) {
    this.load = load;
    this.ledger = ledger;
    this.numbers = numbers;
    this.sender = sender;
    this.sent = sent;
  }

  /** Starts to send, to where the server is reached at the time. */
  static BackgroundLoad start(
      IntSupplier port, String secret, PacedLoad load, Ledger ledger, Numbers numbers) {
    CompletableFuture<Sent> sent = new CompletableFuture<>();
    Sender sender = new Sender(port, secret, CONNECTIONS, BATCH_PATIENCE);
    Thread.ofPlatform()
        .name("load")
        .daemon()
        .start(() -> {
          try {
            sent.complete(sender.send(load));
          } catch (InterruptedException | RuntimeException e) {
            sent.completeExceptionally(e);
          }
        });
    return new BackgroundLoad(load, ledger, numbers, sender, sent);
  }

  /**
   * Waits until the server has acknowledged something that is sent from now on; returns how long.
   */
  Duration awaitProgress() {
    long begun = System.nanoTime();
    long next = numbers.next();
    Patience.until(
        "the server to take events again",
        PROGRESS_PATIENCE,
        () -> {
          if (sent.isDone()) {
            throw new IllegalStateException("the load ended before it was told to", failure());
          }
          return ledger.acknowledgedFrom(next);
        },
        sender::lastTrouble);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private Throwable failure() {
    return sent.handle(
            (done, failure) -> failure == null ? new IllegalStateException("all sent") : failure)
        .join();
  }

  /** Lets what is under way be acknowledged and says what became of it. */
  Sent stop() {
    load.stop();
    try {
      return sent.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the load failed: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    load.stop();
  }
}
