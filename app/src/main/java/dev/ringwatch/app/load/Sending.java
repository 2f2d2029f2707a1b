package dev.ringwatch.app.load;

import dev.ringwatch.app.command.CommandFailure;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches over several connections. A server that reads an event of a later minute may close
 * the minutes before, so requests are under way together only while all their events are of one
 * minute; otherwise each waits for the one before it. Order within a minute does not matter.
 *
 * <p>What was not taken, or of which that is not known, is sent again until it is: what is there
 * counts once. Used by one thread; requests have theirs.
 */
final class Sending implements AutoCloseable {

  private static final long SEVERAL_MINUTES = Long.MIN_VALUE;

  private final EventsClient client;
  private final Tally tally;
  private final int connections;
  private final Duration patience;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("load-", 1).daemon().factory());

  private int underWay;
  private long minute;
  private @Nullable Throwable failure;

  /**
   * To a server.
   *
   * @param connections how many requests may be under way
   * @param patience how long one request is tried again before all is given up
   */
  Sending(EventsClient client, Tally tally, int connections, Duration patience) {
    this.client = client;
    this.tally = tally;
    this.connections = connections;
    this.patience = patience;
  }

  /**
   * Sends a batch as soon as it may go.
   *
   * @throws CommandFailure if this batch, or one before it, cannot be sent
   */
  synchronized void send(Batch batch) throws InterruptedException {
    while (failure == null && !mayGo(batch)) {
      wait();
    }
    requireNoFailure();
    underWay++;
    minute = batch.isOfOneMinute() ? batch.firstMinute() : SEVERAL_MINUTES;
    threads.execute(() -> deliver(batch));
  }

  /** Waits until everything is answered. */
  synchronized void finish() throws InterruptedException {
    while (failure == null && underWay > 0) {
      wait();
    }
    requireNoFailure();
  }

  private boolean mayGo(Batch batch) {
    return underWay == 0
        || (underWay < connections && batch.isOfOneMinute() && batch.firstMinute() == minute);
  }

  private void requireNoFailure() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  private void deliver(Batch batch) {
    Throwable thrown = null;
    try {
      deliver(batch, System.nanoTime() + patience.toNanos());
    } catch (InterruptedException | RuntimeException | Error e) {
      thrown = e;
    }
    ended(thrown);
  }

  private synchronized void ended(@Nullable Throwable thrown) {
    underWay--;
    if (failure == null) {
      failure = thrown;
    }
    notifyAll();
  }

  private void deliver(Batch batch, long deadline) throws InterruptedException {
    while (true) {
      switch (client.post(batch.body())) {
        case Answer.Taken taken -> {
          tally.taken(batch, taken);
          return;
        }
        case Answer.Again again -> await(again, deadline);
        case Answer.TooLarge _ -> {
          deliverInParts(batch, deadline);
          return;
        }
        case Answer.Never never -> throw new CommandFailure(never.why());
      }
    }
  }

  private void await(Answer.Again again, long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (again.after().toNanos() > left) {
      throw new CommandFailure(
          again.why() + "; given up after " + patience.toSeconds() + " s of trying");
    }
    tally.waitFor(again.why());
    TimeUnit.NANOSECONDS.sleep(again.after().toNanos());
  }

  private void deliverInParts(Batch batch, long deadline) throws InterruptedException {
    if (batch.events().size() == 1) {
      tally.refuse(batch.events().getFirst(), "larger than a request to this server may be");
      return;
    }
    for (Batch half : batch.halves()) {
      deliver(half, deadline);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }
}
