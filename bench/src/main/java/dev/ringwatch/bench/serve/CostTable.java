package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * What each process cost during a measurement, as rows of a table.
 *
 * @param events over how many events
 * @param costs of the processes
 * @param peakMegabytes the most memory that the server's process ever had resident
 * @param threads of the server, by group
 */
record CostTable(long events, ProcessCosts costs, long peakMegabytes, Map<String, Double> threads) {

  /** At the beginning of a measurement. */
  record Beginning(Installation installation, ProcessCosts costs, ThreadCosts threads) {

    static Beginning of(Installation installation) throws IOException {
      return new Beginning(
          installation,
          ProcessCosts.now(installation),
          ThreadCosts.now(installation.server().id()));
    }

    /** What it has cost until now. */
    CostTable until(long events) throws IOException {
      long server = installation.server().id();
      return new CostTable(
          events,
          ProcessCosts.now(installation).since(costs),
          ProcessCosts.peakMegabytes(server),
          ThreadCosts.now(server).since(threads));
    }
  }

  void print() {
    System.out.println("| process | CPU s | core-us per event |");
    System.out.println("|---|---|---|");
    row("server", costs.serverSeconds());
    threads.forEach((group, seconds) -> {
      if (seconds >= 0.01 * costs.serverSeconds()) {
        row("- " + group, seconds);
      }
    });
    row("PostgreSQL", costs.postgresSeconds());
    row("load generator", costs.clientSeconds());
    System.out.printf(Locale.ROOT, "server's peak resident memory: %,d MB%n", peakMegabytes);
  }

  private void row(String name, double seconds) {
    System.out.printf(Locale.ROOT, "| %s | %.1f | %.2f |%n", name, seconds, 1e6 * seconds / events);
  }
}
