package dev.ringwatch.app.archive;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** A database with a day of events in it, written through the event log. */
final class StoredDay implements AutoCloseable {

  static final LocalDate DAY = LocalDate.of(2026, 1, 5);
  static final Instant START = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  private final TestDatabase database = TestDatabase.withSchema();
  private final PostgresEventLog log =
      PostgresEventLog.open(
          database.dataSource(), EventLogConfig.ofDefaults(), InstantSource.system());

  /** A database with no event in it. */
  StoredDay() throws SQLException {
    partitions().ensure(List.of(DAY, DAY.plusDays(1)));
  }

  DataSource dataSource() {
    return database.dataSource();
  }

  DatabaseSettings settings() {
    return database.settings();
  }

  EventPartitions partitions() {
    return new EventPartitions(database.dataSource());
  }

  ArchivedDays list() {
    return new ArchivedDays(database.dataSource());
  }

  List<ArchivedPart> parts() throws SQLException {
    return list().of(DAY);
  }

  void append(List<Event> events) throws InterruptedException {
    log.append(events);
  }

  /** Appends some plain events of the day; each call's are others. */
  void append(int from, int count) throws InterruptedException {
    append(plain(from, count));
  }

  /** Plain events of the day. */
  static List<Event> plain(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i ->
            Event.builder(new AccountId("a" + i % 97), "login", START.plusMillis(i))
                .id("e" + i)
                .ip("10.0." + i % 200 + "." + i % 7)
                .device("d" + i % 400)
                .build())
        .toList();
  }

  /** All events of the log, in its order. */
  List<Event> stored() throws InterruptedException {
    List<Event> events = new ArrayList<>();
    LogBatch batch = log.read(0, 10_000, Duration.ZERO);
    while (!batch.entries().isEmpty()) {
      for (LogEntry entry : batch.entries()) {
        if (entry instanceof LogEntry.Recorded recorded) {
          events.add(recorded.event());
        }
      }
      batch = log.read(batch.firstSeq() + batch.entries().size() - 1, 10_000, Duration.ZERO);
    }
    return events;
  }

  /** How many events of the day are in the database. */
  int count() throws SQLException {
    return Integer.parseInt(
        database
            .texts(
                "SELECT count(*) FROM raw_events WHERE (ts AT TIME ZONE 'UTC')::date = '"
                    + DAY
                    + "'")
            .getFirst());
  }

  boolean hasPartition() throws SQLException {
    return partitions().existing().contains(DAY);
  }

  @Override
  public void close() {
    log.close();
    database.close();
  }
}
