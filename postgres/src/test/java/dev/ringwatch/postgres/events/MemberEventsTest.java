package dev.ringwatch.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.events.MemberEvents.Lately;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.SearchIndexes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberEventsTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final MemberEvents events =
      new MemberEvents(DATABASE.dataSource(), Duration.ofMinutes(1));

  @SuppressWarnings("NullAway.Init") // set before each test
  private PostgresEventLog log;

  @BeforeEach
  void open() throws SQLException {
    DATABASE.execute("TRUNCATE raw_events, control_records, log_floor, log_writer, accounts");
    EventLogConfig config =
        EventLogConfig.ofDefaults().withWaits(Duration.ofMinutes(1), Duration.ofMinutes(1));
    log =
        PostgresEventLog.open(DATABASE.dataSource(), config, () -> START.plus(DAY.multipliedBy(4)));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static Event event(String id, String account, Instant at) {
    return Event.builder(new AccountId(account), "like", at).id(id).build();
  }

  /** As the server writes them of closed ticks. */
  private static void score() throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT account_id, min(ts),"
            + " max(ts), count(*), 0, 0, 'low', 0, 0, now() FROM raw_events GROUP BY account_id");
  }

  /** Against a look at all events; over three days, some pages of which the indexes know. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void givesWhatTheyDidInTheDayBeforeTheLastOfThem(long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < 6_000; i++) {
      Instant at = START.plusSeconds(random.nextInt(3 * 86_400));
      all.add(event("e" + i, "u" + random.nextInt(300), at));
    }
    log.append(all);
    score();
    new SearchIndexes(DATABASE.dataSource()).tellOfDaysBefore(LocalDate.parse("2026-01-07"));
    List<String> members = List.of("u1", "u17", "u203", "u' OR '1'='1", "nobody");
    Instant last =
        all.stream()
            .filter(one -> members.contains(one.account().value()))
            .map(Event::timestamp)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    List<String> expected =
        all.stream()
            .filter(one -> members.contains(one.account().value()))
            .filter(one -> one.timestamp().isAfter(last.minus(DAY)))
            .sorted(Comparator.comparing(Event::timestamp))
            .map(Event::id)
            .toList();
    assertThat(expected).hasSizeGreaterThan(9);

    Lately found = events.look(members, DAY, 1_000).orElseThrow();

    assertThat(found.last()).isEqualTo(last);
    assertThat(found.more()).isFalse();
    assertThat(found.events().reversed())
        .extracting(one -> one.event().id())
        .containsExactlyElementsOf(expected);
    assertThat(found.from()).isEqualTo(last.minus(DAY));
    Lately some = events.look(members, DAY, 4).orElseThrow();
    assertThat(some.more() || some.from().isAfter(found.from())).isTrue();
    assertThat(some.events()).isEqualTo(found.events().subList(0, 4));
  }

  @Test
  void isEmptyWhileNoneOfThemHasAScore() throws SQLException {
    log.append(List.of(event("a", "u1", START)));
    assertThat(events.look(List.of("u1"), DAY, 10)).isEmpty();
    assertThat(events.look(List.of(), DAY, 10)).isEmpty();
  }

  @Test
  void isAnsweredByTheIndexOfAccountsOnTheDaysInQuestionOnly() throws SQLException {
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      all.add(event("e" + i, "u" + i % 900, START.plusSeconds(i * 28L)));
    }
    log.append(all);
    new SearchIndexes(DATABASE.dataSource()).tellOfDaysBefore(LocalDate.parse("2026-01-08"));
    DATABASE.execute("ANALYZE raw_events");
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(StoredEvents.SETTINGS + 10_000);
        StringBuilder plan = new StringBuilder();
        try (ResultSet row =
            statement.executeQuery(
                "EXPLAIN SELECT * FROM raw_events WHERE seq > 0 AND account_id = ANY ('{u1,u2}')"
                    + " AND ts > '2026-01-05 22:00:00+00' AND ts <= '2026-01-06 22:00:00+00'")) {
          while (row.next()) {
            plan.append(row.getString(1)).append('\n');
          }
        }
        assertThat(plan.toString())
            .contains(
                "raw_events_p20260105_seq_account_id_idx",
                "raw_events_p20260106_seq_account_id_idx")
            .doesNotContain("p20260107", "Seq Scan");
      } finally {
        connection.rollback();
      }
    }
  }

  @Test
  void endsWhatTakesTooLong() throws SQLException {
    log.append(List.of(event("a", "u1", START)));
    score();
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("LOCK TABLE raw_events IN ACCESS EXCLUSIVE MODE");
      MemberEvents hasty = new MemberEvents(DATABASE.dataSource(), Duration.ofMillis(200));
      assertThatThrownBy(() -> hasty.look(List.of("u1"), DAY, 10))
          .isInstanceOf(SearchTooWideException.class);
      other.rollback();
    }
    assertThat(events.look(List.of("u1"), DAY, 10)).isPresent();
  }

  @Test
  void looksNoFurtherBackThanItTakesToSeeWhenTheyAct() throws SQLException {
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(event("e" + i, "u1", START.plus(Duration.ofMinutes(10L * i))));
    }
    log.append(all);
    score();
    Lately busy = events.look(List.of("u1"), DAY, 1_000).orElseThrow();
    assertThat(busy.from()).isEqualTo(all.getLast().timestamp().minus(Duration.ofHours(2)));
    assertThat(busy.events()).hasSize(12);
    Lately all24 = events.look(List.of("u1", "u2"), DAY, 1_000).orElseThrow();
    assertThat(all24.events()).hasSize(100);
  }
}
