package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Processes that end as by {@code kill -9}, at random moments under load. */
final class Kills {

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
  private static final Duration POSTGRES_PATIENCE = Duration.ofMinutes(1);

  private Kills() {}

  /** Kills the server and starts it again, as often as said. */
  static void ofServer(FaultBench bench, int times) throws IOException, InterruptedException {
    try (BackgroundLoad load = bench.startLoad()) {
      for (int kill = 1; kill <= times; kill++) {
        load.awaitProgress();
        bench.pauseUpTo(LONGEST_PAUSE);
        bench.installation().kill();
        long begun = System.nanoTime();
        bench.installation().start();
        double listening = (System.nanoTime() - begun) / 1e9;
        load.awaitProgress();
        bench.say(
            "server kill %d of %d: listens after %.1f s, takes events after %.1f s",
            kill, times, listening, (System.nanoTime() - begun) / 1e9);
      }
      report(bench, load.stop());
    }
  }

  /** Kills the postmaster, or one of the processes that serve the server, by turns. */
  static void ofPostgres(FaultBench bench, int times) throws IOException {
    try (BackgroundLoad load = bench.startLoad()) {
      for (int kill = 1; kill <= times; kill++) {
        load.awaitProgress();
        bench.pauseUpTo(LONGEST_PAUSE);
        String what = killPostgres(bench, kill % 2 == 1);
        Duration away = load.awaitProgress();
        bench.say(
            "PostgreSQL kill %d of %d (%s): takes events after %.1f s",
            kill, times, what, away.toNanos() / 1e9);
      }
      report(bench, load.stop());
    }
  }

  /** Kills the postmaster or one of its processes; says which. */
  static String killPostgres(FaultBench bench, boolean wholeServer) throws IOException {
    PostgresFiles postgres = bench.installation().postgres();
    Patience.until("PostgreSQL to run", POSTGRES_PATIENCE, () -> postgres.postmaster().isPresent());
    Optional<ProcessHandle> postmaster = postgres.postmaster();
    if (postmaster.isEmpty()) {
      throw new IllegalStateException("PostgreSQL ended again at once");
    }
    List<ProcessHandle> children = postmaster.get().children().toList();
    if (wholeServer || children.isEmpty()) {
      postmaster.get().destroyForcibly();
      return "postmaster";
    }
    children.get(bench.random().nextInt(children.size())).destroyForcibly();
    return "one of its processes";
  }

  private static void report(FaultBench bench, Sent sent) {
    bench.say(
        "%,d batches acknowledged, %,d events new and %,d known from an attempt before;"
            + " %,d answers were busy, %,d connections broke",
        sent.batches(), sent.accepted(), sent.duplicates(), sent.busy(), sent.broken());
    if (sent.rejected() > 0) {
      throw new IllegalStateException(sent.rejected() + " good events were rejected");
    }
  }
}
