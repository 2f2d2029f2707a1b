package dev.ringwatch.bench.serve;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresConfig;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresListener;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.Schema;
import dev.ringwatch.postgres.schema.SearchIndexes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** A database that holds a generated day before any server has run on it. */
final class StoredDay {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BATCH = 5_000;
  private static final int AT_ONCE = 8;
  private static final LocalDate LONG_HENCE = LocalDate.of(9999, 12, 31);

  private StoredDay() {}

  /**
   * Writes a day into the embedded database of a data directory, past HTTP, and brings indexes and
   * statistics up to it, as they are some minutes after a day's last event.
   *
   * @return how many events there are
   */
  static long write(Path data, GeneratedDay day)
      throws SQLException, InterruptedException, ExecutionException {
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                EmbeddedPostgresConfig.ofDefaults(data.resolve("postgres")),
                new EmbeddedPostgresListener() {});
        ConnectionPool pool = ConnectionPool.open(postgres.settings(), "bench")) {
      Schema.migrate(pool.dataSource());
      EventLogConfig config = EventLogConfig.ofDefaults().withWaits(PATIENCE, PATIENCE);
      long written;
      try (PostgresEventLog log =
          PostgresEventLog.open(pool.dataSource(), config, InstantSource.system())) {
        append(log, day);
        written = log.lastSeq();
      }
      new SearchIndexes(pool.dataSource()).tellOfDaysBefore(LONG_HENCE);
      try (var connection = pool.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("VACUUM (ANALYZE) raw_events");
      }
      return written;
    }
  }

  /**
   * Waits until detection, which has read the log, has written the scores of all accounts that it
   * still knows but those of open minutes, under one model.
   *
   * @return how many seconds that took
   */
  static double awaitScores(Installation installation, Duration patience)
      throws IOException, SQLException {
    long begun = System.nanoTime();
    try (Client client = installation.client();
        Database database = Database.open(installation.postgres())) {
      long most = ServerStatus.of(client).accounts() * 99 / 100;
      Patience.until(
          "the scores of " + most + " accounts",
          patience,
          () -> {
            try {
              return database.number("SELECT count(*) FROM accounts") >= most
                  && database.number("SELECT count(DISTINCT model_id) FROM accounts") == 1;
            } catch (SQLException e) {
              throw new IOException(e);
            }
          });
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private static void append(PostgresEventLog log, GeneratedDay day)
      throws InterruptedException, ExecutionException {
    Semaphore room = new Semaphore(2 * AT_ONCE);
    List<Future<?>> appends = new ArrayList<>();
    List<Event> filling = new ArrayList<>(BATCH);
    try (ExecutorService appenders = Executors.newFixedThreadPool(AT_ONCE)) {
      day.forEach(event -> {
        filling.add(event);
        if (filling.size() == BATCH) {
          appends.add(appendSoon(log, List.copyOf(filling), appenders, room));
          filling.clear();
        }
      });
      if (!filling.isEmpty()) {
        appends.add(appendSoon(log, List.copyOf(filling), appenders, room));
      }
      for (Future<?> append : appends) {
        append.get();
      }
    }
  }

  private static Future<?> appendSoon(
      PostgresEventLog log, List<Event> batch, ExecutorService appenders, Semaphore room) {
    room.acquireUninterruptibly();
    return appenders.submit(() -> {
      try {
        log.append(batch);
      } finally {
        room.release();
      }
    });
  }
}
