package dev.ringwatch.bench.serve;

import dev.ringwatch.bench.serve.Probes.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Asks for the accounts of probes until their answers show them, over connections of its own. Times
 * are exact to the pause between two questions. Safe for threads.
 */
final class VisibilityWatch implements AutoCloseable {

  private static final int CONNECTIONS = 2;
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final BlockingQueue<Probe> sent = new LinkedBlockingQueue<>();
  private final Samples times = new Samples();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger unseen = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final ExecutorService watchers = Executors.newFixedThreadPool(CONNECTIONS);
  private volatile boolean closed;

  /** A watch that asks through clients of its own. */
  VisibilityWatch(Supplier<Client> clients) {
    for (int i = 0; i < CONNECTIONS; i++) {
      watchers.execute(() -> watch(clients.get()));
    }
  }

  /** Watches for one more. */
  void add(Probe probe) {
    open.incrementAndGet();
    sent.add(probe);
  }

  private void watch(Client client) {
    List<Probe> pending = new ArrayList<>();
    try (client) {
      while (!closed) {
        Probe next = sent.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null) {
          pending.add(next);
        }
        ask(client, pending);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failures.incrementAndGet();
    }
  }

  private void ask(Client client, List<Probe> pending) {
    for (Iterator<Probe> all = pending.iterator(); all.hasNext(); ) {
      Probe probe = all.next();
      boolean seen = isSeen(client, probe);
      long waited = System.nanoTime() - probe.begunNanos();
      if (seen) {
        times.add(waited);
      } else if (waited > PATIENCE.toNanos()) {
        unseen.incrementAndGet();
      }
      if (seen || waited > PATIENCE.toNanos()) {
        all.remove();
        open.decrementAndGet();
      }
    }
  }

  private boolean isSeen(Client client, Probe probe) {
    try {
      Optional<AccountAnswer> answer = AccountAnswer.of(client, probe.account());
      return answer
          .filter(known -> known.events() >= probe.events())
          .filter(known -> known.lastEventMillis() >= probe.epochMillis())
          .isPresent();
    } catch (IOException e) {
      failures.incrementAndGet();
      return false;
    }
  }

  /** Waits until none is awaited any more. */
  void finish() {
    Patience.until("the last probes", PATIENCE.plusSeconds(10), () -> open.get() == 0);
  }

  /** From when a request was due until an answer showed its event. */
  Samples times() {
    return times;
  }

  /** Probes that no answer showed within a minute. */
  int unseen() {
    return unseen.get();
  }

  /** Questions that were not answered. */
  int failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
    watchers.shutdownNow();
  }
}
