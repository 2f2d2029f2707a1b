package dev.ringwatch.bench;

import dev.ringwatch.bench.serve.WorkFolder;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast the event log takes events and gives them back: in PostgreSQL, beside bare binary COPY
 * of the same rows into the same table in the same run, and on Kafka.
 */
@Command(
    name = "log",
    description = "the event log in PostgreSQL beside bare COPY, and on Kafka",
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

  @Option(
      names = "--kafka",
      description = "on a Kafka broker too, each round after that of PostgreSQL")
  private boolean kafka;

  @Option(
      names = "--partitions",
      defaultValue = "8",
      description = "of the topic of events; default ${DEFAULT-VALUE}")
  private int partitions;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description =
          "events/s, evenly, with a reader behind them, instead of as fast as they go; default"
              + " ${DEFAULT-VALUE}: as fast as they go")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "300",
      description = "how long at that rate; default ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--folder", description = "where to work; default: a temporary folder")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));

  @Override
  public Integer call() throws Exception {
    QuietLibraries.hush();
    EventBatches batches = EventBatches.of(rate > 0 ? rate * seconds : events, batch);
    try (WorkFolder work = WorkFolder.below(folder);
        PostgresStore postgres = PostgresStore.start(work.path().resolve("postgres"))) {
      if (kafka) {
        try (KafkaStore broker = KafkaStore.start(work.path().resolve("kafka"), partitions)) {
          measure(batches, List.of(postgres, broker));
        }
      } else {
        measure(batches, List.of(postgres));
      }
      return 0;
    }
  }

  private void measure(EventBatches batches, List<LogStore> stores)
      throws SQLException, InterruptedException, ExecutionException {
    for (int round = 1; round <= rounds; round++) {
      System.out.printf(
          "round %d of %d, %d threads, batches of %d%n", round, rounds, threads, batch);
      for (LogStore store : stores) {
        if (rate > 0) {
          paced(store, batches);
        } else {
          burst(store, batches);
        }
        if (rate <= 0 && store instanceof PostgresStore postgres) {
          bareCopy(postgres, batches);
        }
      }
    }
  }

  private void paced(LogStore store, EventBatches batches)
      throws InterruptedException, ExecutionException {
    try (EventLog log = store.openEmpty()) {
      CpuMeter meter = CpuMeter.start(store.name(), store.processId());
      String latencies = new PacedAppends(log, batches, rate).run(threads);
      System.out.println(
          meter.stop("appended and read at an even rate", batches.events(batches.count())));
      System.out.println(store.name() + ": " + latencies);
    }
  }

  private void burst(LogStore store, EventBatches batches)
      throws InterruptedException, ExecutionException {
    int all = batches.count();
    try (EventLog log = store.openEmpty()) {
      append(store, log, batches, new Part("appended", 0, all));
      append(store, log, batches, new Part("the newest tenth again", all * 9 / 10, all));
    }
    try (EventLog log = store.openAgain()) {
      CpuMeter meter = CpuMeter.start(store.name(), store.processId());
      readAll(log, batches.events(all));
      System.out.println(meter.stop("read back", batches.events(all)));
      append(store, log, batches, new Part("a fifth again after a restart", 0, all / 5));
    }
  }

  private static void bareCopy(PostgresStore postgres, EventBatches batches) throws SQLException {
    BareCopy bare = postgres.bare();
    List<byte[]> rows = bare.rows();
    bare.truncate();
    CpuMeter meter = CpuMeter.start(postgres.name(), postgres.processId());
    bare.write(rows, 20_000);
    System.out.println(
        meter.stop("bare COPY, 20,000 rows a commit", batches.events(batches.count())));
  }

  /** Some of the batches, and what it means to append them. */
  private record Part(String name, int from, int to) {}

  private void append(LogStore store, EventLog log, EventBatches batches, Part part)
      throws InterruptedException, ExecutionException {
    CpuMeter meter = CpuMeter.start(store.name(), store.processId());
    AtomicInteger next = new AtomicInteger(part.from());
    List<Future<?>> appenders = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        appenders.add(
            pool.submit(() -> {
              for (int at = next.getAndIncrement(); at < part.to(); at = next.getAndIncrement()) {
                log.append(batches.batch(at));
              }
            }));
      }
      for (Future<?> appender : appenders) {
        appender.get();
      }
    }
    System.out.println(meter.stop(part.name(), batches.events(part.to() - part.from())));
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
}
