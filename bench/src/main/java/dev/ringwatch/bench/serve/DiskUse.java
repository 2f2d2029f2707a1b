package dev.ringwatch.bench.serve;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.archive.ArchivedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a day takes on the disk once a server has read it: rows, each index, what was found out,
 * snapshots; and the same day in the archive, and how long it takes to get there.
 */
@Command(
    name = "disk",
    description = "what a day takes on the disk, by table and index, and in the archive",
    mixinStandardHelpOptions = true)
public final class DiskUse implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int EVENTS_PER_ACCOUNT = 20;

  /** What stands for what, in the order of the table. */
  private static final String SIZES =
      """
      SELECT what, sum(bytes) FROM (
        SELECT 1 AS place, 'rows of events' AS what, pg_table_size(inhrelid) AS bytes
        FROM pg_inherits WHERE inhparent = 'raw_events'::regclass
        UNION ALL
        SELECT 2, 'index ' || parent.relname, pg_relation_size(inhrelid)
        FROM pg_inherits JOIN pg_class parent ON parent.oid = inhparent
        WHERE parent.relkind = 'I' AND parent.relname LIKE 'raw_events%'
        UNION ALL
        SELECT CASE WHEN relname LIKE 'ring%' THEN 4 WHEN relname LIKE 'alert%' THEN 5
            WHEN relname IN ('accounts', 'account_features', 'risk_scores', 'models', 'dashboard_metrics') THEN 3 ELSE 6 END,
          CASE WHEN relname LIKE 'ring%' THEN 'rings' WHEN relname LIKE 'alert%' THEN 'incidents and alerts'
            WHEN relname IN ('accounts', 'account_features', 'risk_scores', 'models', 'dashboard_metrics')
            THEN 'results: ' || relname ELSE 'all other tables' END, pg_total_relation_size(oid)
        FROM pg_class WHERE relkind = 'r' AND NOT relispartition AND relnamespace = 'public'::regnamespace
      ) AS sizes GROUP BY place, what ORDER BY place, what
      """;

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private int events;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException, ExecutionException {
    int accounts = events / EVENTS_PER_ACCOUNT;
    Instant now = Instant.now();
    try (WorkFolder work = WorkFolder.below(folder)) {
      Path data = work.path().resolve("data");
      long stored = StoredDay.write(data, Days.before(now, accounts, events, seed));
      try (Installation installation = Installation.start(data, ServerOptions.ofDefaults())) {
        try (Client client = installation.client()) {
          ServerStatus.awaitRead(client, stored, PATIENCE);
        }
        System.out.printf(Locale.ROOT, "%,d events of %,d accounts%n", stored, accounts);
        System.out.println("| what | MB | MB a million events |");
        System.out.println("|---|---|---|");
        tables(installation, accounts, stored / 1e6);
        print("snapshots, two of them", size(data.resolve("snapshots")), stored / 1e6);
        LocalDate day = LocalDate.ofInstant(Days.startBefore(now), ZoneOffset.UTC);
        archive(installation, day, Files.createDirectory(work.path().resolve("archive")));
      }
    }
    return 0;
  }

  /** Waits for the results, and prints what tables and indexes take. */
  private static void tables(Installation installation, int accounts, double millions)
      throws IOException, SQLException {
    try (Database database = Database.open(installation.postgres())) {
      Patience.until(
          "the scores of nearly all accounts, in the partition of their day",
          PATIENCE,
          () -> isWritten(database, accounts));
      // What was moved out of the default partition, or written over, is room by now.
      database.execute("VACUUM raw_events");
      try (Statement statement = database.connection().createStatement();
          ResultSet size = statement.executeQuery(SIZES)) {
        while (size.next()) {
          print(size.getString(1), size.getLong(2), millions);
        }
      }
    }
  }

  private static boolean isWritten(Database database, int accounts) throws IOException {
    try {
      return database.number("SELECT count(*) FROM accounts") >= accounts * 99L / 100
          && database.number("SELECT count(*) FROM raw_events_default") == 0
          && database.number("SELECT count(*) FROM rings_written") == 1;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void archive(Installation installation, LocalDate day, Path directory)
      throws IOException, SQLException {
    PostgresFiles postgres = installation.postgres();
    DatabaseSettings settings =
        new DatabaseSettings(postgres.url(), postgres.user(), postgres.password(), 4);
    try (ConnectionPool pool = ConnectionPool.open(settings, "bench")) {
      Archive archive =
          new Archive(
              pool.dataSource(),
              new Archive.Place(directory, FileEncryption.none()),
              Clock.systemUTC(),
              "ringwatch bench");
      long begun = System.nanoTime();
      List<ArchivedPart> parts = archive.write(day);
      double wrote = (System.nanoTime() - begun) / 1e9;
      begun = System.nanoTime();
      // Nothing is new: this reads back what is there.
      archive.write(day);
      double read = (System.nanoTime() - begun) / 1e9;
      double millions = parts.stream().mapToLong(one -> one.content().events()).sum() / 1e6;
      print(
          "archive (Parquet)",
          parts.stream().mapToLong(one -> one.content().bytes()).sum(),
          millions);
      System.out.printf(
          Locale.ROOT,
          "%nwritten and read back in %.1f s a million events, %.1f s of it reading back%n",
          wrote / millions,
          read / millions);
    }
  }

  private static long size(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void print(String what, long bytes, double millions) {
    System.out.printf(
        Locale.ROOT, "| %s | %.1f | %.1f |%n", what, bytes / 1e6, bytes / 1e6 / millions);
  }
}
