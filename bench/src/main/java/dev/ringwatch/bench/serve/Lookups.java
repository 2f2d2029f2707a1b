package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Asks for scores of random accounts at an even rate, whatever the answers take, until closed; the
 * time of each counts from when it was due.
 */
final class Lookups implements AutoCloseable {

  private static final int CONNECTIONS = 2;

  private final List<String> accounts;
  private final double perSecond;
  private final long startNanos = System.nanoTime();
  private final AtomicLong tickets = new AtomicLong();
  private final AtomicInteger failures = new AtomicInteger();
  private final Samples times = new Samples();
  private final ExecutorService askers = Executors.newFixedThreadPool(CONNECTIONS);
  private volatile boolean closed;

  /** Look-ups that begin now. */
  Lookups(List<String> accounts, double perSecond, long seed, Supplier<Client> clients) {
    this.accounts = accounts;
    this.perSecond = perSecond;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CONNECTIONS; i++) {
      SplittableRandom own = random.split();
      askers.execute(() -> ask(clients.get(), own));
    }
  }

  private void ask(Client client, SplittableRandom random) {
    try (client) {
      while (!closed) {
        long due = startNanos + (long) (1e9 * tickets.getAndIncrement() / perSecond);
        Patience.pauseUntil(due);
        if (!closed) {
          askOne(client, accounts.get(random.nextInt(accounts.size())));
          times.add(System.nanoTime() - due);
        }
      }
    } catch (IOException e) {
      failures.incrementAndGet();
    }
  }

  private void askOne(Client client, String account) {
    try {
      if (AccountAnswer.of(client, account).isEmpty()) {
        failures.incrementAndGet();
      }
    } catch (IOException e) {
      failures.incrementAndGet();
    }
  }

  /** From when one was due until it was answered. */
  Samples times() {
    return times;
  }

  /** Questions that were not answered with a score. */
  int failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
    askers.shutdownNow();
  }
}
