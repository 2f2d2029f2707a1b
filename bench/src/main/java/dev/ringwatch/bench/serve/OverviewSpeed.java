package dev.ringwatch.bench.serve;

import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long the overview takes with a month of events stored, scored and counted, and a month before
 * it of which only figures are left: from the request until the whole page is there. Asked for: 100
 * milliseconds at the 95th percentile.
 */
@Command(
    name = "overview",
    description = "the overview with 29 days of a million events each: time of the page",
    mixinStandardHelpOptions = true)
public final class OverviewSpeed implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofHours(2);

  /** So long ago that retention, of 30 days, keeps all of them. */
  @Option(names = "--days", defaultValue = "29", description = "default ${DEFAULT-VALUE}")
  private int days;

  @Option(
      names = "--events-a-day",
      defaultValue = "1000000",
      description = "default ${DEFAULT-VALUE}")
  private long eventsADay;

  @Option(names = "--accounts", defaultValue = "500000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(
      names = "--requests",
      defaultValue = "200",
      description = "of each range; default ${DEFAULT-VALUE}")
  private int requests;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
    try (WorkFolder work = WorkFolder.below(folder)) {
      Path data = work.path().resolve("data");
      long stored = StoredDay.write(data, events());
      ServerOptions options = ServerOptions.ofDefaults().withSettings(PageClient.SETTINGS);
      try (Installation installation = Installation.start(data, options)) {
        try (Client client = installation.client()) {
          ServerStatus.awaitRead(client, stored, PATIENCE);
        }
        StoredDay.awaitScores(installation, PATIENCE);
        long figures = awaitFigures(installation, stored);
        System.out.printf(
            Locale.ROOT,
            "%,d events of %,d accounts in %d days, %,d figures by hour; milliseconds%n",
            stored,
            accounts,
            days,
            figures);
        measure(installation);
      }
    }
    return 0;
  }

  private GeneratedDay events() {
    Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(days, ChronoUnit.DAYS);
    Volume volume = new Volume(start, days, accounts, days * eventsADay);
    return Generator.of(GeneratorConfig.ofDefaults().withSeed(seed).withVolume(volume));
  }

  /**
   * Waits until all minutes are counted but the open ones, and copies the hours to the month before
   * them.
   *
   * @return how many figures there are
   */
  private static long awaitFigures(Installation installation, long stored)
      throws IOException, SQLException {
    long most = stored * 99 / 100;
    try (Database database = Database.open(installation.postgres())) {
      Patience.until(
          "figures of " + most + " events",
          PATIENCE,
          () -> {
            try {
              return database.number(
                      "SELECT coalesce(sum(value), 0)::bigint FROM dashboard_hours"
                          + " WHERE metric = 'events'")
                  >= most;
            } catch (SQLException e) {
              throw new IOException(e);
            }
          });
      return database.number(
          "WITH before AS (INSERT INTO dashboard_hours (at, metric, label, value)"
              + " SELECT at - interval '30 days', metric, label, value FROM dashboard_hours"
              + " ON CONFLICT DO NOTHING RETURNING 1)"
              + " SELECT (SELECT count(*) FROM before) + (SELECT count(*) FROM dashboard_hours)");
    }
  }

  private void measure(Installation installation)
      throws IOException, InterruptedException, SQLException {
    PageTimes.printHead();
    try (PageClient client = PageClient.signedIn(installation)) {
      for (String range : List.of("24h", "7d", "30d")) {
        new PageTimes("the overview of " + range, "/?range=", List.of(range))
            .measure(client, requests, seed);
      }
    }
  }
}
