package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long a day's events take over HTTP until they are durable, and until detection has seen them;
 * what that costs each process; and what PostgreSQL alone takes for the same rows.
 */
@Command(
    name = "day",
    description = "a generated day over HTTP: durable, scored, beside bare COPY",
    mixinStandardHelpOptions = true)
public final class DaySpeed implements Callable<Integer> {

  private static final Duration BATCH_PATIENCE = Duration.ofMinutes(5);
  private static final Duration READ_PATIENCE = Duration.ofMinutes(30);

  /**
   * Several connections bring batches out of order, and a day in a minute makes minutes of that:
   * not what would be late in life.
   */
  private static final String SETTINGS = "ringwatch.detection.lateness: 5m\n";

  @Option(names = "--events", defaultValue = "10000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--accounts", description = "default: a twentieth of the events")
  private int accounts;

  @Option(names = "--connections", defaultValue = "8", description = "default ${DEFAULT-VALUE}")
  private int connections;

  @Option(names = "--batch", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
  private int batchSize;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Mixin private ProfileOption profile = new ProfileOption();

  @Mixin private LogOption log = new LogOption();

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    int people = accounts > 0 ? accounts : Math.toIntExact(events / 20);
    try (WorkFolder work = WorkFolder.below(folder);
        BodyFile bodies =
            BodyFile.write(
                work.path().resolve("bodies"),
                Days.before(Instant.now(), people, events, seed),
                batchSize)) {
      Profile recorded = new Profile(work.path().resolve("server.jfr"));
      ServerOptions options =
          profile.with(ServerOptions.ofDefaults().withSettings(log.with(SETTINGS)), recorded);
      try (Installation installation = Installation.start(work.path().resolve("data"), options)) {
        measure(installation, bodies);
        reference(installation, work.path());
        profile.report(installation, recorded, bodies.events());
      }
    }
    return 0;
  }

  private void measure(Installation installation, BodyFile bodies)
      throws IOException, InterruptedException {
    CostTable.Beginning beginning = CostTable.Beginning.of(installation);
    long begun = System.nanoTime();
    Sent sent = installation.sender(connections, BATCH_PATIENCE).send(bodies);
    try (Client client = installation.client()) {
      ServerStatus status = ServerStatus.awaitRead(client, sent.kept(), READ_PATIENCE);
      double read = (System.nanoTime() - begun) / 1e9;
      CostTable costs = beginning.until(bodies.events());
      System.out.println("| | seconds | events/s |");
      System.out.println("|---|---|---|");
      row("accepted and durable", sent.seconds(), bodies.events());
      row("read by detection, live", read, bodies.events());
      System.out.printf(
          Locale.ROOT,
          "request p50 | p99 | max ms | batches: %s%n%,d accepted, %,d duplicates, %,d rejected,"
              + " %,d busy, %,d broken; %,d accounts, %,d late, %,d set aside%n",
          sent.latency().cells(),
          sent.accepted(),
          sent.duplicates(),
          sent.rejected(),
          sent.busy(),
          sent.broken(),
          status.accounts(),
          status.late(),
          status.setAside());
      costs.print();
    }
  }

  private static void reference(Installation installation, Path work)
      throws IOException, SQLException {
    CopyReference.Result copy = CopyReference.run(installation, work);
    row("bare COPY of the same rows", copy.seconds(), copy.rows());
    System.out.printf(
        Locale.ROOT,
        "of it PostgreSQL %.1f CPU s, %.2f core-us per event; client %.1f CPU s%n",
        copy.postgresSeconds(),
        1e6 * copy.postgresSeconds() / copy.rows(),
        copy.clientSeconds());
  }

  private static void row(String what, double seconds, long events) {
    System.out.printf(Locale.ROOT, "| %s | %.1f | %,.0f |%n", what, seconds, events / seconds);
  }
}
