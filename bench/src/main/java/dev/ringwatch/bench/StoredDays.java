package dev.ringwatch.bench;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.EventPartitions;
import dev.ringwatch.postgres.schema.SearchIndexes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** A log of many days that no server has read: events, indexes and statistics as days later. */
final class StoredDays {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int BATCH = 20_000;
  private static final LocalDate LONG_HENCE = LocalDate.of(9999, 12, 31);

  private final DataSource dataSource;

  StoredDays(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Writes generated days through the log, one batch being written while the next is made. */
  void write(GeneratedDay generated, Instant start, int days)
      throws SQLException, InterruptedException {
    new EventPartitions(dataSource)
        .ensureAhead(LocalDate.ofInstant(start, ZoneOffset.UTC), days - 1);
    EventLogConfig config = EventLogConfig.ofDefaults().withWaits(PATIENCE, PATIENCE);
    try (PostgresEventLog log = PostgresEventLog.open(dataSource, config, InstantSource.system());
        ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Writing writing = new Writing(log, writer);
      generated.forEach(writing::add);
      writing.finish();
    }
    new SearchIndexes(dataSource).tellOfDaysBefore(LONG_HENCE);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) raw_events");
    }
  }

  /** How much is stored, in words. */
  String size() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM raw_events), sum(pg_table_size(inhrelid)),"
                    + " sum(pg_indexes_size(inhrelid))"
                    + " FROM pg_inherits WHERE inhparent = 'raw_events'::regclass")) {
      row.next();
      double millions = row.getLong(1) / 1e6;
      return String.format(
          Locale.ROOT,
          "%.1f million events, %.0f MB a million, %.0f MB of indexes a million%n",
          millions,
          row.getLong(2) / 1e6 / millions,
          row.getLong(3) / 1e6 / millions);
    }
  }

  /** Fills batches and hands them to the log. Used by one thread. */
  private static final class Writing {
    private final PostgresEventLog log;
    private final ExecutorService writer;
    private List<Event> filling = new ArrayList<>(BATCH);
    private Future<?> last = CompletableFuture.completedFuture(null);

    Writing(PostgresEventLog log, ExecutorService writer) {
      this.log = log;
      this.writer = writer;
    }

    void add(Event event) {
      filling.add(event);
      if (filling.size() == BATCH) {
        flush();
      }
    }

    private void flush() {
      List<Event> batch = filling;
      filling = new ArrayList<>(BATCH);
      await();
      last = writer.submit(() -> log.append(batch));
    }

    private void await() {
      try {
        last.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    void finish() {
      flush();
      await();
    }
  }
}
