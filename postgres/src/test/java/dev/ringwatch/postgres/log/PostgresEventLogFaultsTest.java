package dev.ringwatch.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is lost and what is not when connections and servers die. */
class PostgresEventLogFaultsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int APPENDERS = 6;
  private static final String WRITER =
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid ="
          + " 'raw_events'::regclass::oid AND database = (SELECT oid FROM pg_database WHERE datname"
          + " = current_database())";

  private static final String END_WRITER =
      "SELECT pg_terminate_backend(pid) FROM (" + WRITER + ") AS writer";

  @AutoClose private static final LogDatabase DATABASE = LogDatabase.create();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  void emptyDatabase() throws SQLException {
    DATABASE.empty();
  }

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  private static EventLogConfig config() {
    return EventLogConfig.ofDefaults().withWaits(Duration.ofSeconds(60), Duration.ZERO);
  }

  @Test
  void losesNothingWhenTheWritersConnectionIsEnded() throws Exception {
    underLoad(
        DATABASE,
        new AwkwardEvents(1),
        round -> {
          DATABASE.execute(END_WRITER);
          return round == 8;
        });
  }

  @Test
  void losesNothingWhenTheServerIsKilled(@TempDir Path directory) throws Exception {
    try (EmbeddedPostgres server = LogDatabase.server(directory);
        LogDatabase database = LogDatabase.on(server)) {
      underLoad(
          database,
          new AwkwardEvents(2),
          round -> {
            long before = server.processId();
            ProcessHandle.of(before).orElseThrow().destroyForcibly();
            WaitFor.condition(PATIENCE, () -> server.processId() != before);
            return round == 2;
          });
    }
  }

  private interface Fault {
    /** Does it for the n-th time; true if that was the last. */
    boolean happen(int round) throws Exception;
  }

  /** Clients that repeat what was not confirmed, a reader, and a fault again and again. */
  private void underLoad(LogDatabase database, AwkwardEvents awkward, Fault fault)
      throws Exception {
    Map<Event, Boolean> confirmed = new HashMap<>();
    AtomicInteger repeated = new AtomicInteger();
    try (PostgresEventLog log = database.open(config())) {
      List<Future<List<Event>>> clients = new ArrayList<>();
      AtomicInteger stop = new AtomicInteger();
      AtomicInteger appends = new AtomicInteger();
      for (int client = 0; client < APPENDERS; client++) {
        clients.add(
            threads.submit(() -> {
              List<Event> all = new ArrayList<>();
              while (stop.get() == 0) {
                List<Event> batch = next(awkward, 50);
                appendUntilConfirmed(log, batch, repeated);
                appends.incrementAndGet();
                all.addAll(batch);
              }
              return all;
            }));
      }
      Future<List<LogEntry>> reader = threads.submit(() -> follow(log, stop));
      for (int round = 1; ; round++) {
        int before = appends.get();
        WaitFor.condition(PATIENCE, () -> appends.get() > before + 2 * APPENDERS);
        if (fault.happen(round)) {
          break;
        }
      }
      int before = appends.get();
      WaitFor.condition(PATIENCE, () -> appends.get() > before + APPENDERS);
      stop.set(1);
      for (Future<List<Event>> client : clients) {
        client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).forEach(e -> confirmed.put(e, true));
      }
      stop.set(2);
      assertHolds(reader.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), confirmed);
    }
    assertThat(database.number("SELECT count(*) FROM raw_events")).isEqualTo(confirmed.size());
    assertThat(database.number("SELECT max(seq) - min(seq) + 1 FROM raw_events"))
        .isEqualTo(confirmed.size());
  }

  private static List<Event> next(AwkwardEvents awkward, int count) {
    synchronized (awkward) {
      return awkward.next(count);
    }
  }

  private static void appendUntilConfirmed(
      PostgresEventLog log, List<Event> batch, AtomicInteger repeated) {
    while (true) {
      try {
        Appended appended = log.append(batch);
        assertThat(appended.accepted() + appended.duplicates()).isEqualTo(batch.size());
        return;
      } catch (LogUnavailableException e) {
        repeated.incrementAndGet();
      }
    }
  }

  private static List<LogEntry> follow(PostgresEventLog log, AtomicInteger stop)
      throws InterruptedException {
    List<LogEntry> seen = new ArrayList<>();
    while (stop.get() < 2 || seen.size() < log.lastSeq()) {
      try {
        LogBatch batch = log.read(seen.size(), 1_000, Duration.ofMillis(50));
        assertThat(batch.firstSeq()).isEqualTo(seen.size() + 1);
        seen.addAll(batch.entries());
      } catch (LogUnavailableException e) {
        // The server is away; the next read is as good.
        assertThat(e).hasMessageContaining("cannot be read");
      }
    }
    return seen;
  }

  private static void assertHolds(List<LogEntry> seen, Map<Event, Boolean> confirmed) {
    Map<LogEntry, Boolean> distinct = new HashMap<>();
    seen.forEach(entry -> distinct.put(entry, true));
    assertThat(distinct).as("nothing twice").hasSameSizeAs(seen);
    assertThat(seen).as("nothing but what was confirmed").hasSize(confirmed.size());
    confirmed
        .keySet()
        .forEach(event -> assertThat(distinct).containsKey(new LogEntry.Recorded(event)));
  }

  @Test
  void saysSoWhileItCannotWriteAndGoesOnAfterwards() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(3);
    EventLogConfig impatient = config().withWaits(Duration.ofMillis(300), Duration.ZERO);
    List<Event> batch = awkward.next(10);
    try (PostgresEventLog log = DATABASE.open(impatient)) {
      try (AutoCloseable held = DATABASE.holdCommits()) {
        assertThat(held).isNotNull();
        assertThatThrownBy(() -> log.append(batch))
            .isInstanceOf(LogUnavailableException.class)
            .hasMessageContaining("300 ms");
      }
      WaitFor.condition(PATIENCE, () -> log.append(batch).duplicates() == 10);
      assertThat(log.lastSeq()).isEqualTo(10);
    }
  }

  @Test
  void takesOverWhenTheOtherDies() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(4);
    List<Event> batch = awkward.next(10);
    EventLogConfig waiting = config().withWaits(Duration.ofSeconds(60), PATIENCE);
    // The first does not look after its lease before it writes again: so it does not compete.
    try (PostgresEventLog first = DATABASE.open(config(), Duration.ofHours(1))) {
      first.append(batch);
      assertThatThrownBy(() -> DATABASE.open(config()).close())
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("another Ringwatch server writes")
          .hasMessageContaining("PostgreSQL process");
      Future<PostgresEventLog> second = threads.submit(() -> DATABASE.open(waiting));
      DATABASE.execute(END_WRITER);
      try (PostgresEventLog next = second.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        assertThat(next.append(batch)).isEqualTo(new Appended(0, 10, 10));
        assertThat(next.append(new ControlRecord("heartbeat", new Tick(1), ""))).isEqualTo(11);
        assertThat(next.append(awkward.next(5)).lastSeq()).isEqualTo(16);
      }
      assertThat(first.append(awkward.next(1)).lastSeq()).isEqualTo(17);
      assertThat(first.append(batch)).isEqualTo(new Appended(0, 10, 17));
      assertThat(first.read(10, 100, Duration.ZERO).entries()).hasSize(7);
    }
  }

  @Test
  void noticesWhileItIsIdleThatAnotherWrites() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(8);
    EventLogConfig impatient = config().withWaits(Duration.ofMillis(300), PATIENCE);
    try (PostgresEventLog idle = DATABASE.open(impatient, Duration.ofMillis(200))) {
      idle.append(awkward.next(10));
      Future<PostgresEventLog> taking = threads.submit(() -> openedAtLast(impatient));
      // Whoever of the two is faster: at some time it is the other.
      WaitFor.condition(
          PATIENCE,
          () -> {
            DATABASE.execute(END_WRITER);
            return taking.isDone();
          });
      List<Event> theirs = awkward.next(5);
      try (PostgresEventLog other = taking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        WaitFor.condition(PATIENCE, () -> appendsOrEndsTheWriter(other, theirs));
        WaitFor.condition(
            PATIENCE, () -> saysThatAnotherWrites(() -> idle.read(10, 10, Duration.ZERO)));
      }
      // Once the lease is free again it goes on, and reads what the other wrote.
      WaitFor.condition(PATIENCE, () -> idle.lastSeq() == 15);
      assertThat(idle.read(10, 10, Duration.ZERO).entries()).hasSize(5);
    }
  }

  /** Opened in the end: whoever ends writers may also end the one that is just being opened. */
  private static PostgresEventLog openedAtLast(EventLogConfig config) throws Exception {
    long started = System.nanoTime();
    while (true) {
      try {
        return DATABASE.open(config);
      } catch (LogUnavailableException e) {
        if (System.nanoTime() - started > PATIENCE.toNanos()) {
          throw e;
        }
      }
    }
  }

  private static boolean appendsOrEndsTheWriter(PostgresEventLog log, List<Event> events)
      throws SQLException {
    try {
      return log.append(events).lastSeq() == 15;
    } catch (LogUnavailableException e) {
      DATABASE.execute(END_WRITER);
      return false;
    }
  }

  private static boolean saysThatAnotherWrites(Callable<LogBatch> read) throws Exception {
    try {
      return !read.call().entries().isEmpty();
    } catch (LogUnavailableException e) {
      return String.valueOf(e.getMessage()).contains("another Ringwatch server writes");
    }
  }

  @Test
  void keepsItsLeaseWhileItIsIdleFromTheBeginning() throws Exception {
    try (PostgresEventLog idle = DATABASE.open(config(), Duration.ofMillis(20))) {
      String asked =
          "SELECT count(*) FROM pg_stat_activity WHERE pid = "
              + DATABASE.number(WRITER)
              + " AND state_change > backend_start + interval '500 ms'";
      WaitFor.condition(PATIENCE, () -> DATABASE.number(asked) == 1);
      assertThat(idle.append(new AwkwardEvents(10).next(1)).lastSeq()).isEqualTo(1);
    }
  }

  @Test
  void leavesNoTransactionOpenWhileItIsIdle() throws Exception {
    try (PostgresEventLog idle = DATABASE.open(config(), Duration.ofMillis(20))) {
      idle.append(new AwkwardEvents(9).next(1));
      String asked =
          "SELECT count(*) FROM pg_stat_activity WHERE pid = ("
              + WRITER
              + ") AND state = 'idle' AND query <> 'COMMIT'";
      WaitFor.condition(PATIENCE, () -> DATABASE.number(asked) == 1);
    }
  }

  @Test
  void doesNotGoOnInAnotherLog() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(7);
    EventLogConfig impatient = config().withWaits(Duration.ofMillis(300), Duration.ZERO);
    try (PostgresEventLog log = DATABASE.open(impatient)) {
      log.append(awkward.next(10));
      DATABASE.execute("UPDATE log_identity SET id = gen_random_uuid()");
      DATABASE.execute(END_WRITER);
      WaitFor.condition(
          PATIENCE,
          () -> {
            try {
              return log.append(awkward.next(1)).accepted() > 1;
            } catch (LogUnavailableException e) {
              return String.valueOf(e.getMessage()).contains("another event log");
            }
          });
    }
    assertThat(DATABASE.number("SELECT count(*) FROM raw_events")).isEqualTo(10);
  }

  @ParameterizedTest(name = "newest hours {0}")
  @ValueSource(booleans = {true, false})
  void learnsWhatTheLogHolds(boolean newestHours) throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(5);
    List<Event> batch = awkward.next(2_000);
    try (PostgresEventLog log = DATABASE.open(config())) {
      log.append(batch);
    }
    try (PostgresEventLog log = DATABASE.open(config())) {
      if (newestHours) {
        log.learnNewestHours();
        WaitFor.condition(PATIENCE, log::hasLearned);
      }
      assertThat(log.append(batch)).isEqualTo(new Appended(0, 2_000, 2_000));
      assertThat(log.append(awkward.next(10)).accepted()).isEqualTo(10);
    }
  }

  @Test
  void readsOnWhereRetentionMadeAHole() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(6);
    List<Event> batch = awkward.next(500);
    EventLogConfig fromTable = config().withEntries(20_000, 0, 30);
    try (PostgresEventLog log = DATABASE.open(fromTable)) {
      log.append(batch);
      DATABASE.execute("DELETE FROM raw_events WHERE seq <= 200 OR seq % 7 = 0");
      List<Long> seqs = new ArrayList<>();
      long after = 0;
      while (after < 500) {
        LogBatch read = log.read(after, 1_000, Duration.ZERO);
        for (int i = 0; i < read.entries().size(); i++) {
          seqs.add(read.firstSeq() + i);
          assertThat(read.entries().get(i))
              .isEqualTo(new LogEntry.Recorded(batch.get((int) read.firstSeq() + i - 1)));
        }
        after = read.lastSeq();
      }
      assertThat(seqs).hasSize(257).doesNotHaveDuplicates().isSorted();
      DATABASE.execute("DELETE FROM raw_events");
      assertThat(log.read(400, 10, Duration.ofMillis(10)).lastSeq()).isLessThanOrEqualTo(500);
      assertThat(log.append(awkward.next(1)).lastSeq()).isEqualTo(501);
    }
  }
}
