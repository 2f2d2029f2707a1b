package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that do not behave: they hang up, and they say the same several times at once. */
final class OddClients {

  private static final int EVENTS = 1_000;
  private static final int AT_ONCE = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private OddClients() {}

  /** Hangs up before, in and just before the end of a body: nothing of it may be taken. */
  static void hangUp(FaultBench bench) throws IOException, InterruptedException {
    Installation installation = bench.installation();
    for (double share : List.of(0.0, 0.5, 0.9999)) {
      Batch batch = bench.unsentBatch(EVENTS, System.currentTimeMillis());
      try (HttpConnection connection =
          new HttpConnection(installation.port(), installation.secret(), PATIENCE)) {
        connection.postInPart(batch.bytes(), (int) (share * batch.length()), batch.length());
      }
    }
    bench.send(bench.batch(EVENTS));
    bench.say("three clients hung up in the middle of a body; the next was served");
  }

  /** Posts one batch three times at the same moment: it counts once, and everybody is told so. */
  static void triplePost(FaultBench bench) throws InterruptedException {
    Batch batch = bench.batch(EVENTS);
    List<Sent> all = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      Callable<Sent> post = () -> bench.send(batch);
      for (Future<Sent> one : clients.invokeAll(List.of(post, post, post))) {
        all.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a post failed: " + e.getCause(), e.getCause());
    }
    long accepted = all.stream().mapToLong(Sent::accepted).sum();
    long duplicates = all.stream().mapToLong(Sent::duplicates).sum();
    if (accepted != EVENTS || duplicates != (AT_ONCE - 1) * EVENTS) {
      throw new IllegalStateException(
          "of a batch of %d events that was posted %d times %d were accepted and %d duplicates"
              .formatted(EVENTS, AT_ONCE, accepted, duplicates));
    }
    bench.say("a batch that was posted %d times at once counted once", AT_ONCE);
  }
}
