package dev.ringwatch.bench;

import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.hunt.AccountDays;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntConfig;
import dev.ringwatch.postgres.hunt.HuntRole;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.Hunts;
import dev.ringwatch.postgres.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long each hunt that Ringwatch brings takes over the last 24 hours and the last 7 days of many
 * days of stored events, under its usual values.
 */
@Command(
    name = "hunts",
    description = "every hunt over 24 hours and 7 days, with 30 days of 1M events stored",
    mixinStandardHelpOptions = true)
final class HuntSpeed implements Callable<Integer> {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int EVENTS_PER_ACCOUNT_AND_DAY = 20;

  @Option(names = "--days", defaultValue = "30", description = "default ${DEFAULT-VALUE}, 60 most")
  private int days;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "of each day; default ${DEFAULT-VALUE}")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "how often each is asked, for the median; default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--only", split = ",", description = "names of hunts; default: all")
  private List<String> only = List.of();

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws Exception {
    Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
    Path work = Files.createTempDirectory(folder, "ringwatch-bench-");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresConfig.ofDefaults(work.resolve("data")),
            new EmbeddedPostgresListener() {})) {
      DatabaseSettings role = fill(postgres.settings());
      System.out.println("| hunt | 24 h, ms | rows | 7 days, ms | rows |");
      System.out.println("|---|---|---|---|---|");
      Hunts hunts = new Hunts(role, HuntConfig.ofDefaults());
      for (Hunt hunt : HuntCatalogue.builtIn().list().hunts()) {
        if (only.isEmpty() || only.contains(hunt.name())) {
          System.out.printf(
              Locale.ROOT,
              "| %s | %s | %s |%n",
              hunt.name(),
              measure(hunts, hunt, Duration.ofDays(1)),
              measure(hunts, hunt, Duration.ofDays(7)));
        }
      }
      return 0;
    } finally {
      delete(work);
    }
  }

  private DatabaseSettings fill(DatabaseSettings settings)
      throws SQLException, InterruptedException {
    int accounts = Math.max(1_000, events / EVENTS_PER_ACCOUNT_AND_DAY);
    GeneratorConfig config =
        GeneratorConfig.ofDefaults()
            .withSeed(seed)
            .withTraps(TrapLevel.HARD)
            .withVolume(new Volume(START, days, accounts, (long) days * events));
    try (ConnectionPool pool = ConnectionPool.open(settings, "bench")) {
      Schema.migrate(pool.dataSource());
      DatabaseSettings role = HuntRole.prepare(pool.dataSource(), settings);
      StoredDays stored = new StoredDays(pool.dataSource());
      stored.write(Generator.of(config), START, days);
      System.out.println(stored.size());
      sum(new AccountDays(pool.dataSource()));
      try (Connection connection = pool.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("VACUUM (ANALYZE) account_days");
      }
      return role;
    }
  }

  /** As a server does it, a portion at a time. */
  private void sum(AccountDays sums) throws SQLException {
    Instant until = START.plus(Duration.ofDays(days));
    long begun = System.nanoTime();
    while (sums.countNext(until)) {
      // The next portion.
    }
    System.out.printf(
        Locale.ROOT,
        "%.1f s a million events to sum days of accounts%n%n",
        (System.nanoTime() - begun) / 1e9 / (days * (double) events / 1e6));
  }

  /** Median milliseconds, and rows. */
  private String measure(Hunts hunts, Hunt hunt, Duration window) throws InterruptedException {
    Instant until = START.plus(Duration.ofDays(days));
    HuntAsk ask = HuntAsk.of(hunt, until.minus(window), until, Map.of(), hunt.limit());
    long[] millis = new long[Math.max(1, rounds)];
    HuntAnswer answer = null;
    try {
      for (int round = 0; round < millis.length; round++) {
        answer = hunts.run(hunt, ask);
        millis[round] = answer.took().toMillis();
      }
    } catch (HuntTooLongException e) {
      return String.format(
          Locale.ROOT, "over %,d | none", Math.min(hunt.timeout().toMillis(), 60_000));
    }
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT,
        "%,d | %s%d",
        millis[millis.length / 2],
        answer != null && answer.more() ? "over " : "",
        answer == null ? 0 : answer.rows().size());
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
