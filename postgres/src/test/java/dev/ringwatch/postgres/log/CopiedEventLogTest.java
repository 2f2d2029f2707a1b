package dev.ringwatch.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.EventLogContract;
import dev.ringwatch.kit.log.InMemoryEventLog;
import dev.ringwatch.kit.log.SharedLogContract;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The copy of a log in memory in a real PostgreSQL: the contract, and what is its own. */
class CopiedEventLogTest {

  private static final EventLogConfig AMPLE =
      EventLogConfig.ofDefaults().withWaits(Duration.ofSeconds(60), Duration.ZERO);

  /** Every entry is read back from the tables, in small chunks. */
  private static final EventLogConfig FORGETFUL = AMPLE.withMemory(0, 0).withEntries(150, 0, 30);

  private static final int MUCH = 1_000_000;

  @AutoClose private static final LogDatabase DATABASE = LogDatabase.create();
  @AutoClose private static final LogDatabase ELSEWHERE = LogDatabase.create();

  private InMemoryEventLog.Store store = new InMemoryEventLog.Store();

  @BeforeEach
  void emptyDatabase() throws SQLException {
    DATABASE.empty();
    ELSEWHERE.empty();
    store = new InMemoryEventLog.Store();
  }

  private static CopiedEventLog copy(LogDatabase database, EventLogConfig config, EventLog source) {
    CopiedEventLog copy =
        CopiedEventLog.of(database.dataSource(), config, InstantSource.system(), source);
    copy.take(ServerName.draw());
    return copy;
  }

  private CopiedEventLog copy(EventLogConfig config, int maxWaitingEvents) {
    return copy(DATABASE, config, InMemoryEventLog.open(store, maxWaitingEvents));
  }

  private static CopiedEventLog copyElsewhere(EventLogConfig config) {
    return copy(ELSEWHERE, config, InMemoryEventLog.open(new InMemoryEventLog.Store(), MUCH));
  }

  @Nested
  class WithOneCaller extends EventLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return new Settled(copy(AMPLE, maxWaitingEvents));
    }

    @Override
    protected EventLog openElsewhere() {
      return new Settled(copyElsewhere(AMPLE));
    }
  }

  @Nested
  class ForgetfulWithOneCaller extends EventLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return new Settled(copy(FORGETFUL, maxWaitingEvents));
    }

    @Override
    protected EventLog openElsewhere() {
      return new Settled(copyElsewhere(FORGETFUL));
    }
  }

  @Nested
  class WithSeveralCallers extends SharedLogContract {
    @Override
    protected EventLog open(int maxWaitingEvents) {
      return new Settled(copy(AMPLE, maxWaitingEvents));
    }

    @Override
    protected AutoCloseable holdCommits() {
      return store.holdCommits();
    }
  }

  @Test
  void storesEntriesUnderTheirNumbersAndGivesNoneBeforeThat() throws Exception {
    try (CopiedEventLog log = copy(AMPLE, MUCH)) {
      log.append(LogEvents.named("a", "b"));
      log.append(new ControlRecord("test", new Tick(1), "{}"));
      long last = log.append(LogEvents.named("c")).lastSeq();
      long read = 0;
      while (read < last) {
        read = log.read(read, 100, Duration.ofSeconds(60)).lastSeq();
        assertThat(
                DATABASE.number(
                    "SELECT greatest((SELECT max(seq) FROM raw_events),"
                        + " (SELECT max(seq) FROM control_records))"))
            .as("who has read an entry finds it in the tables")
            .isGreaterThanOrEqualTo(read);
      }
      assertThat(log.lastSeq()).isEqualTo(4);
      assertThat(log.uncopiedEntries()).isZero();
    }
    assertThat(DATABASE.number("SELECT count(*) FROM raw_events WHERE seq IN (1, 2, 4)"))
        .isEqualTo(3);
    assertThat(DATABASE.number("SELECT count(*) FROM control_records WHERE seq = 3")).isOne();
  }

  @Test
  void leavesOutWhatTheTablesHoldHoweverLongAgoItCame() throws Exception {
    try (CopiedEventLog log = copy(AMPLE, MUCH)) {
      log.append(LogEvents.named("a", "b"));
      awaitCopied(log);
    }
    // A log that remembers nothing of it, as Kafka's does after five million others.
    store.forgetIdentities();
    try (CopiedEventLog log = copy(AMPLE, MUCH)) {
      log.append(LogEvents.named("c", "a", "d", "b"));
      awaitCopied(log);
      assertThat(log.lastSeq()).as("the last is none, and nobody waits for it").isEqualTo(5);
      assertThat(log.read(2, 10, Duration.ofSeconds(60)).entries()).hasSize(1);
      assertThat(log.read(3, 10, Duration.ofSeconds(60)).firstSeq()).isEqualTo(5);
      assertThat(log.read(5, 10, Duration.ZERO).entries()).isEmpty();
      assertThat(log.append(LogEvents.named("e")).lastSeq()).isEqualTo(7);
      assertThat(log.read(5, 10, Duration.ofSeconds(60)).firstSeq()).isEqualTo(7);
    }
    assertThat(DATABASE.number("SELECT count(*) FROM raw_events")).isEqualTo(5);
    assertThat(DATABASE.number("SELECT count(DISTINCT event_id) FROM raw_events")).isEqualTo(5);
  }

  private static void awaitCopied(CopiedEventLog log) {
    WaitFor.condition(Duration.ofSeconds(60), () -> log.uncopiedEntries() == 0);
  }

  @Test
  void refusesADatabaseThatHasALogOfItsOwnOrAnotherCopy() throws Exception {
    try (PostgresEventLog own = DATABASE.open(AMPLE)) {
      own.append(LogEvents.named("a"));
    }
    assertThatThrownBy(() -> copy(AMPLE, MUCH))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("holds an event log of its own");
    try (CopiedEventLog other = copyElsewhere(AMPLE)) {
      other.append(LogEvents.named("a"));
      awaitCopied(other);
    }
    assertThatThrownBy(() -> ELSEWHERE.open(AMPLE))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("set ringwatch.log to kafka");
    try (CopiedEventLog another = copyElsewhere(AMPLE)) {
      assertThatThrownBy(() -> another.read(0, 1, Duration.ofSeconds(60)))
          .hasMessageContaining("copy of another event log");
    }
  }

  @Test
  void endsWhoeverHadItBefore() throws Exception {
    try (TestDatabase database = TestDatabase.withSchema()) {
      ServerName first = ServerName.draw();
      ServerName second = ServerName.draw();
      EndedServers ended = new EndedServers(database.dataSource());
      try (var before = SleepingServer.on(database, first)) {
        ended.takeOver(first);
        before.write("CREATE TABLE written (what text)");
        assertThat(ended.holds(first)).isFalse();
        ended.takeOver(second);
        assertThat(ended.holds(first)).isTrue();
        assertThatThrownBy(() -> before.write("INSERT INTO written VALUES ('on its connection')"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> before.writeAnew("INSERT INTO written VALUES ('on another')"))
            .isInstanceOf(SQLException.class)
            .hasStackTraceContaining("has taken over from this one");
      }
      assertThat(database.texts("SELECT what FROM written")).isEmpty();
      assertThat(database.texts("SELECT writer FROM log_writer"))
          .containsExactly(second.id().toString());
    }
  }
}
