package dev.ringwatch.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogEntry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredLogTest {

  @AutoClose private static final LogDatabase DATABASE = LogDatabase.create();

  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  @SuppressWarnings("NullAway.Init") // set before each test
  private PostgresEventLog log;

  @BeforeEach
  void open() throws SQLException {
    DATABASE.empty();
    log = DATABASE.open(EventLogConfig.ofDefaults());
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static Event event(int number) {
    return Event.builder(new AccountId("account-" + number % 7), "login", START.plusSeconds(number))
        .id("e" + number)
        .ip("10.0.0." + number % 250)
        .build();
  }

  private static ControlRecord control(String kind, int number) {
    return new ControlRecord(kind, Tick.of(START).next(), "body " + number);
  }

  private static List<LogEntry> all(StoredLog stored, long first, long last) throws SQLException {
    List<LogEntry> entries = new ArrayList<>();
    StoredLog.Part part = stored.read(first - 1, last);
    entries.addAll(part.entries());
    while (part.through() < last) {
      part = stored.read(part.through(), last);
      entries.addAll(part.entries());
    }
    return entries;
  }

  /** Appends events and control records by chance; returns them in the order of the log. */
  private List<LogEntry> fill(long seed) {
    Random random = new Random(seed);
    List<LogEntry> appended = new ArrayList<>();
    int next = 0;
    for (int call = 0; call < 20; call++) {
      if (random.nextInt(4) == 0) {
        ControlRecord control = control(random.nextBoolean() ? "model" : "rings", call);
        log.append(control);
        appended.add(control);
      }
      List<Event> events = new ArrayList<>();
      for (int count = random.nextInt(40); count > 0; count--) {
        events.add(event(next++));
      }
      log.append(events);
      events.forEach(event -> appended.add(new LogEntry.Recorded(event)));
    }
    return appended;
  }

  @Test
  void readsAllInTheOrderOfTheLog() throws SQLException {
    List<LogEntry> appended = fill(3);
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      assertThat(stored.lastSeq()).isEqualTo(appended.size());
      assertThat(all(stored, 1, stored.lastSeq())).isEqualTo(appended);
      assertThat(all(stored, 5, 12)).isEqualTo(appended.subList(4, 12));
    }
  }

  @Test
  void readsEventsThatAreTooLargeForOnePart() throws SQLException {
    List<String> ids = new ArrayList<>();
    for (int call = 0; call < 40; call++) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        String id = "large-" + call + "-" + i;
        ids.add(id);
        events.add(
            Event.builder(new AccountId("account-" + i), "login", START.plusSeconds(i))
                .id(id)
                .attributes(Map.of("text", "x".repeat(20_000)))
                .build());
      }
      log.append(events);
    }
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      assertThat(stored.read(0, stored.lastSeq()).through()).isLessThan(stored.lastSeq());
      assertThat(all(stored, 1, stored.lastSeq()))
          .extracting(entry -> ((LogEntry.Recorded) entry).event().id())
          .isEqualTo(ids);
    }
  }

  @Test
  void leavesOutWhatIsNoLongerThere() throws SQLException {
    List<LogEntry> appended = fill(4);
    DATABASE.execute("DELETE FROM raw_events WHERE seq BETWEEN 3 AND 9 OR seq % 5 = 0");
    DATABASE.execute("DELETE FROM control_records WHERE seq BETWEEN 3 AND 9 OR seq % 5 = 0");
    List<LogEntry> left = new ArrayList<>();
    for (int seq = 1; seq <= appended.size(); seq++) {
      if (!(seq >= 3 && seq <= 9) && seq % 5 != 0) {
        left.add(appended.get(seq - 1));
      }
    }
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      assertThat(all(stored, 1, appended.size())).isEqualTo(left);
    }
  }

  @Test
  void findsWhereTheEventsOfATimeLie() throws SQLException {
    log.append(control("model", 0));
    log.append(List.of(event(10), event(20), event(30)));
    log.append(control("model", 1));
    log.append(List.of(event(15)));
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      assertThat(stored.span(START, START.plusSeconds(3600))).contains(new StoredLog.Span(2, 6));
      assertThat(stored.span(START.plusSeconds(20), START.plusSeconds(31)))
          .contains(new StoredLog.Span(3, 4));
      assertThat(stored.span(START.plusSeconds(31), START.plusSeconds(60))).isEmpty();
    }
  }

  @Test
  void saysWhatControlRecordsSaidEarlier() throws SQLException {
    log.append(control("model", 0));
    log.append(control("rings", 1));
    log.append(List.of(event(1)));
    log.append(control("findings", 2));
    log.append(control("model", 3));
    List<String> bodies = new ArrayList<>();
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      stored.earlierControls(
          5, List.of("model", "findings"), record -> bodies.add(record.kind() + record.body()));
    }
    assertThat(bodies).containsExactly("modelbody 0", "findingsbody 2");
  }

  @Test
  void seesWhatWasThereWhenItWasOpenedWhileAServerWrites() throws Exception {
    List<LogEntry> appended = fill(5);
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch wrote = new CountDownLatch(50);
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      long last = stored.lastSeq();
      CompletableFuture<Integer> writing =
          CompletableFuture.supplyAsync(() -> {
            int next = 100_000;
            while (!stop.get()) {
              log.append(List.of(event(next++)));
              wrote.countDown();
            }
            return next - 100_000;
          });
      List<List<LogEntry>> seen = new ArrayList<>();
      do {
        seen.add(all(stored, 1, last));
      } while (wrote.getCount() > 0);
      stop.set(true);
      assertThat(writing.join()).isGreaterThanOrEqualTo(50);
      assertThat(stored.lastSeq()).isEqualTo(last).isEqualTo(appended.size());
      assertThat(seen).allSatisfy(entries -> assertThat(entries).isEqualTo(appended));
    }
  }

  @Test
  void leavesTheServerFreeToMakeAndDropDays() throws Exception {
    fill(6);
    try (StoredLog stored = StoredLog.open(DATABASE.dataSource())) {
      assertThat(stored.read(0, stored.lastSeq()).entries()).isNotEmpty();
      DATABASE.execute(
          "SET lock_timeout = '1s'; LOCK TABLE raw_events, control_records IN ACCESS EXCLUSIVE MODE");
      assertThat(stored.read(0, stored.lastSeq()).entries()).isNotEmpty();
    }
  }
}
