package dev.ringwatch.bench;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a million events take on the disk: rows and each index of a stored day, the same day in the
 * archive, and how fast it gets there and is read back.
 */
@Command(
    name = "disk",
    description = "what a day takes on the disk, and its archive; by table and index",
    mixinStandardHelpOptions = true)
final class DiskUse implements Callable<Integer> {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int EVENTS_PER_ACCOUNT = 20;

  private static final String SIZES =
      "SELECT what, bytes FROM ("
          + "SELECT 1 AS place, 'rows' AS what, sum(pg_table_size(inhrelid)) AS bytes"
          + " FROM pg_inherits WHERE inhparent = 'raw_events'::regclass"
          + " UNION ALL SELECT 2, 'index ' || parent.relname, sum(pg_relation_size(child.oid))"
          + " FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent"
          + " JOIN pg_class child ON child.oid = inhrelid"
          + " WHERE parent.relkind = 'I' AND parent.relname LIKE 'raw_events%'"
          + " GROUP BY parent.relname"
          + " UNION ALL SELECT 3, 'fixed: all other tables and indexes',"
          + " sum(pg_total_relation_size(oid)) FROM pg_class"
          + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT relispartition"
          + ") AS sizes ORDER BY place, what";

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "of the day; default ${DEFAULT-VALUE}")
  private int events;

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
                new EmbeddedPostgresListener() {});
        ConnectionPool pool = ConnectionPool.open(postgres.settings(), "bench")) {
      Schema.migrate(pool.dataSource());
      StoredDays stored = new StoredDays(pool.dataSource());
      stored.write(Generator.of(config()), START, 1);
      System.out.println("| what | MB | MB a million events |");
      System.out.println("|---|---|---|");
      double millions = database(pool.dataSource());
      archive(pool.dataSource(), Files.createDirectory(work.resolve("archive")), millions);
      return 0;
    } finally {
      delete(work);
    }
  }

  private GeneratorConfig config() {
    int accounts = Math.max(1_000, events / EVENTS_PER_ACCOUNT);
    return GeneratorConfig.ofDefaults()
        .withSeed(seed)
        .withTraps(TrapLevel.HARD)
        .withVolume(new Volume(START, 1, accounts, events));
  }

  /** Prints what tables and indexes take; how many million events there are. */
  private static double database(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      double millions;
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM raw_events")) {
        count.next();
        millions = count.getLong(1) / 1e6;
      }
      try (ResultSet size = statement.executeQuery(SIZES)) {
        while (size.next()) {
          print(size.getString(1), size.getLong(2), millions);
        }
      }
      return millions;
    }
  }

  private static void archive(DataSource database, Path directory, double millions)
      throws IOException, SQLException {
    Archive archive = new Archive(database, directory, Clock.systemUTC(), "ringwatch bench");
    LocalDate day = LocalDate.ofInstant(START, ZoneOffset.UTC);
    long begun = System.nanoTime();
    List<ArchivedPart> parts = archive.write(day);
    double wrote = (System.nanoTime() - begun) / 1e9;
    begun = System.nanoTime();
    // Nothing is new: this reads back what is there.
    archive.write(day);
    double read = (System.nanoTime() - begun) / 1e9;
    for (ArchivedPart part : parts) {
      print("archive (Parquet)", part.content().bytes(), millions);
    }
    System.out.printf(
        Locale.ROOT,
        "%nwritten and read back in %.1f s a million events, %.1f s of it reading back%n",
        wrote / millions,
        read / millions);
  }

  private static void print(String what, long bytes, double millions) {
    System.out.printf(
        Locale.ROOT, "| %s | %.1f | %.1f |%n", what, bytes / 1e6, bytes / 1e6 / millions);
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
