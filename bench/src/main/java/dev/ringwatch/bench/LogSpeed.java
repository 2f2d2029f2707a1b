package dev.ringwatch.bench;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the event log in PostgreSQL takes events and gives them back, beside bare binary COPY of
 * the same rows into the same table in the same run.
 */
@Command(
    name = "log",
    description = "the event log in PostgreSQL beside bare COPY",
    mixinStandardHelpOptions = true)
final class LogSpeed implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private int events;

  @Option(names = "--threads", defaultValue = "16", description = "default ${DEFAULT-VALUE}")
  private int threads;

  @Option(names = "--batch", defaultValue = "1000", description = "default ${DEFAULT-VALUE}")
  private int batch;

  @Option(names = "--rounds", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws Exception {
    Logger.getLogger("org.flywaydb").setLevel(Level.WARNING);
    List<List<Event>> batches = batches();
    Path work = Files.createTempDirectory(folder, "ringwatch-bench-");
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                EmbeddedPostgresConfig.ofDefaults(work.resolve("data")),
                new EmbeddedPostgresListener() {});
        ConnectionPool pool = ConnectionPool.open(postgres.settings(), "bench")) {
      Schema.migrate(pool.dataSource());
      for (int round = 1; round <= rounds; round++) {
        System.out.printf(
            "round %d of %d, %d threads, batches of %d%n", round, rounds, threads, batch);
        measure(pool, postgres.processId(), batches);
      }
      return 0;
    } finally {
      delete(work);
    }
  }

  private List<List<Event>> batches() {
    GeneratorConfig config = GeneratorConfig.ofDefaults();
    List<List<Event>> batches = new ArrayList<>();
    List<Event> filling = new ArrayList<>();
    Generator.of(config.withVolume(config.volume().of(events / 20, events)))
        .forEach(event -> {
          filling.add(event);
          if (filling.size() == batch) {
            batches.add(List.copyOf(filling));
            filling.clear();
          }
        });
    return batches;
  }

  private void measure(ConnectionPool pool, long server, List<List<Event>> batches)
      throws SQLException, InterruptedException, ExecutionException {
    long all = (long) batches.size() * batch;
    BareCopy bare = new BareCopy(pool.dataSource());
    bare.truncate();
    EventLogConfig config = EventLogConfig.ofDefaults().withWaits(PATIENCE, Duration.ZERO);
    try (EventLog log = open(pool, config)) {
      CpuMeter meter = CpuMeter.start(server);
      appendAll(log, batches);
      System.out.println(meter.stop("appended", all));
      List<List<Event>> newest = batches.subList(batches.size() * 9 / 10, batches.size());
      meter = CpuMeter.start(server);
      appendAll(log, newest);
      System.out.println(meter.stop("the newest tenth again", (long) newest.size() * batch));
    }
    try (EventLog log = open(pool, config.withMemory(0, 0).withEntries(20_000, 0, 20_000))) {
      CpuMeter meter = CpuMeter.start(server);
      readAll(log, all);
      System.out.println(meter.stop("read back from the table", all));
      List<List<Event>> some = batches.subList(0, batches.size() / 5);
      meter = CpuMeter.start(server);
      appendAll(log, some);
      System.out.println(
          meter.stop("a fifth again, nothing in memory", (long) some.size() * batch));
    }
    List<byte[]> rows = bare.rows();
    bare.truncate();
    CpuMeter meter = CpuMeter.start(server);
    bare.write(rows, 20_000);
    System.out.println(meter.stop("bare COPY, 20,000 rows a commit", all));
  }

  private static EventLog open(ConnectionPool pool, EventLogConfig config) {
    return PostgresEventLog.open(pool.dataSource(), config, InstantSource.system());
  }

  private void appendAll(EventLog log, List<List<Event>> batches)
      throws InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> appenders = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        appenders.add(
            pool.submit(() -> {
              for (int at = next.getAndIncrement();
                  at < batches.size();
                  at = next.getAndIncrement()) {
                log.append(batches.get(at));
              }
            }));
      }
      for (Future<?> appender : appenders) {
        appender.get();
      }
    }
  }

  private static void readAll(EventLog log, long events) throws InterruptedException {
    long read = 0;
    while (read < events) {
      LogBatch entries = log.read(read, 20_000, PATIENCE);
      if (entries.entries().isEmpty()) {
        throw new IllegalStateException("the log ends at " + read + " of " + events);
      }
      read = entries.lastSeq();
    }
  }

  private static void delete(Path work) throws IOException {
    try (Stream<Path> paths = Files.walk(work)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
