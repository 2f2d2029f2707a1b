package dev.ringwatch.postgres.hunt.catalogue;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntConfig;
import dev.ringwatch.postgres.hunt.HuntRole;
import dev.ringwatch.postgres.hunt.Hunts;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database of events for the hunts that Ringwatch brings, and the hunts that are asked about it.
 * Events are written by the real log, and hunts run as the real role.
 */
final class HuntField implements AutoCloseable {

  /** When the day that the tests by hand look at begins. */
  static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final HuntCatalogue CATALOGUE = HuntCatalogue.builtIn();

  private final TestDatabase database;
  private final Hunts hunts;

  private HuntField(TestDatabase database, Hunts hunts) {
    this.database = database;
    this.hunts = hunts;
  }

  static HuntField create() throws SQLException {
    TestDatabase database = TestDatabase.withSchema();
    DatabaseSettings role = HuntRole.prepare(database.dataSource(), database.settings());
    return new HuntField(database, new Hunts(role, HuntConfig.ofDefaults()));
  }

  TestDatabase database() {
    return database;
  }

  /** All hunts, by name. */
  static List<Hunt> all() {
    return CATALOGUE.list().hunts();
  }

  static Hunt hunt(String name) {
    return CATALOGUE.find(name).orElseThrow();
  }

  /** Takes everything away. */
  void empty() throws SQLException {
    database.execute(
        "TRUNCATE raw_events, account_days, control_records, log_floor, log_writer, accounts, rings CASCADE;"
            + "UPDATE account_days_counted SET seq = 0, counted_at = 'epoch'");
  }

  /** An event of the day, at a time of it such as {@code 10:00:05}; it succeeds. */
  static Event.Builder act(String account, String action, String time) {
    return act(account, action, at(time));
  }

  /** An event at a moment. */
  static Event.Builder act(String account, String action, Instant moment) {
    return Event.builder(new AccountId(account), action, moment);
  }

  /** A moment of the day. */
  static Instant at(String time) {
    return Instant.parse("2026-03-10T" + time + "Z");
  }

  /** Writes events; those that have no id get one. */
  void write(List<Event> events) {
    List<Event> named = new ArrayList<>();
    for (Event event : events) {
      named.add(event.id().isEmpty() ? event.withId("event-" + named.size()) : event);
    }
    EventLogConfig config = EventLogConfig.ofDefaults().withWaits(PATIENCE, PATIENCE);
    try (PostgresEventLog log =
        PostgresEventLog.open(database.dataSource(), config, InstantSource.system())) {
      int batch = 10_000;
      for (int from = 0; from < named.size(); from += batch) {
        log.append(named.subList(from, Math.min(named.size(), from + batch)));
      }
    }
  }

  /** What a hunt finds on the day, with what is said in the manner of {@code name=value}. */
  Findings find(String name, String... said) throws InterruptedException {
    return find(name, DAY, DAY.plus(Duration.ofDays(1)), said);
  }

  /** What a hunt finds in a window. */
  Findings find(String name, Instant since, Instant until, String... said)
      throws InterruptedException {
    Hunt hunt = hunt(name);
    return new Findings(hunts.run(hunt, HuntAsk.of(hunt, since, until, said(said), hunt.limit())));
  }

  /** What a hunt of a directory finds in a window. */
  Findings findOf(Path directory, String name, Instant since, Instant until, String... said)
      throws InterruptedException {
    Hunt hunt = HuntCatalogue.with(directory).find(name).orElseThrow();
    return new Findings(hunts.run(hunt, HuntAsk.of(hunt, since, until, said(said), hunt.limit())));
  }

  /** How PostgreSQL would run a hunt. */
  List<String> plan(String name, Instant since, Instant until, String... said)
      throws InterruptedException {
    Hunt hunt = hunt(name);
    return hunts.plan(hunt, HuntAsk.of(hunt, since, until, said(said), hunt.limit()));
  }

  private static Map<String, String> said(String... pairs) {
    Map<String, String> said = new HashMap<>();
    Arrays.stream(pairs)
        .map(pair -> pair.split("=", 2))
        .forEach(parts -> said.put(parts[0], parts[1]));
    return said;
  }

  @Override
  public void close() {
    database.close();
  }
}
