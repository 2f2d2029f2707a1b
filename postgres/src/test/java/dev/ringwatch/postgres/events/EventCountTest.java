package dev.ringwatch.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Outcome;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.SearchIndexes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCountTest {

  private static final Instant START = Instant.parse("2026-01-05T22:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(1);

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final StoredEvents events =
      new StoredEvents(DATABASE.dataSource(), new EventSearchConfig(20, LONG, LONG, LONG, 2, LONG));
  private final EventsReference reference = new EventsReference();

  @SuppressWarnings("NullAway.Init") // set before each test
  private PostgresEventLog log;

  @BeforeEach
  void open() throws SQLException {
    DATABASE.execute("TRUNCATE raw_events, control_records, log_floor, log_writer, accounts");
    EventLogConfig config = EventLogConfig.ofDefaults().withWaits(LONG, LONG);
    log = PostgresEventLog.open(DATABASE.dataSource(), config, () -> START);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void fill(SplittableRandom random, int count) {
    var more = RepetitiveEvents.of(random, START, count);
    log.append(more);
    reference.append(more, START);
  }

  private static void tellIndexes() throws SQLException {
    new SearchIndexes(DATABASE.dataSource()).tellOfDaysBefore(LocalDate.of(2100, 1, 1));
    DATABASE.execute("ANALYZE raw_events");
  }

  private EventFilter filter(SplittableRandom random) {
    Map<EventField, String> values = new EnumMap<>(EventField.class);
    StoredEvent example = reference.any(random);
    for (EventField field : EventField.values()) {
      String value = EventsReference.value(example.event(), field);
      if (random.nextInt(4) == 0 && value != null) {
        values.put(field, value);
      }
    }
    Outcome outcome = random.nextInt(4) == 0 ? example.event().outcome() : null;
    return new EventFilter(values, outcome, time(random, 0), time(random, 50_000));
  }

  private static @Nullable Instant time(SplittableRandom random, int after) {
    return random.nextInt(3) == 0 ? START.plusSeconds(after + random.nextInt(100_000)) : null;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void countsWhatASlowLookThroughAllCounts(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    fill(random, 900);
    if (seed % 2 == 0) {
      tellIndexes();
    }
    for (int i = 0; i < 25; i++) {
      EventFilter filter = filter(random);
      int most = 1 + random.nextInt(300);
      List<StoredEvent> all = reference.matching(filter);

      EventCount count = events.counts(List.of(filter), most, LONG, LONG).getFirst().orElseThrow();

      assertThat(count.events()).as("%s", filter).isEqualTo(Math.min(all.size(), most));
      assertThat(count.more()).as("%s", filter).isEqualTo(all.size() > most);
      assertThat(count.since()).isNull();
      if (count.isWhole()) {
        assertThat(count.accounts())
            .isEqualTo(all.stream().map(one -> one.event().account()).distinct().count());
        assertThat(count.last()).isEqualTo(all.stream().findFirst().map(EventCountTest::time));
        assertThat(count.first())
            .isEqualTo(all.isEmpty() ? Optional.empty() : Optional.of(time(all.getLast())));
      } else {
        assertThat(count.accounts()).isBetween(1L, (long) most);
      }
    }
  }

  private static Instant time(StoredEvent event) {
    return event.event().timestamp();
  }

  @Test
  void saysSinceWhenItCountedWhereNoIndexKnowsTheValue() throws Exception {
    fill(new SplittableRandom(5), 1_500);
    tellIndexes();
    EventFilter filter = EventFilter.all().with(EventField.ACTION, "act1");
    try (Connection connection = DATABASE.dataSource().getConnection()) {
      EventCount count = new Counting(connection, 300).count(filter, 1_000);
      assertThat(count.since()).isNotNull();
      assertThat(count.isWhole()).isFalse();
      EventFilter newer = new EventFilter(filter.values(), null, count.since(), null);
      assertThat(count.events())
          .isEqualTo(reference.matching(newer).size())
          .isLessThan(reference.matching(filter).size());

      EventCount known =
          new Counting(connection, 300).count(filter.with(EventField.IP, "10.0.0.1"), 1_000);
      assertThat(known.since()).isNull();
    }
  }

  @Test
  void leavesOutWhatTakesTooLongAndCountsTheRest() throws Exception {
    fill(new SplittableRandom(6), 50);
    List<EventFilter> three = List.of(EventFilter.all(), EventFilter.all(), EventFilter.all());
    try (Connection other = DATABASE.dataSource().getConnection()) {
      other.setAutoCommit(false);
      try (Statement lock = other.createStatement()) {
        lock.execute("LOCK TABLE raw_events IN ACCESS EXCLUSIVE MODE");
      }
      assertThat(events.counts(three, 100, Duration.ofMillis(50), LONG))
          .containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
      assertThat(events.counts(three, 100, LONG, Duration.ofMillis(80)))
          .containsExactly(Optional.empty(), Optional.empty(), Optional.empty());
      other.rollback();
    }
    assertThat(events.counts(three, 100, LONG, LONG))
        .allSatisfy(count -> assertThat(count.orElseThrow().events()).isEqualTo(50));
  }

  @Test
  void guessesHowManyThereAreWithoutReadingThem() throws Exception {
    assertThat(events.about(null, null)).isZero();
    for (int i = 0; i < 10; i++) {
      fill(new SplittableRandom(20 + i), 2_000);
    }
    tellIndexes();
    assertThat(events.about(null, null)).isBetween(19_000L, 21_000L);
    Instant middle = START.plusSeconds(50_000);
    EventFilter half = new EventFilter(Map.of(), null, middle, null);
    assertThat((double) events.about(middle, null) / reference.matching(half).size())
        .as("no finer than the ranges of pages that an index knows the times of, a few here")
        .isBetween(0.8, 1.2);
    assertThat(events.about(START.plus(Duration.ofDays(30)), null)).isZero();
  }

  @Test
  void knowsTheNewestEventOfThePast() throws Exception {
    assertThat(events.newest(START)).isEmpty();
    fill(new SplittableRandom(7), 40);
    List<StoredEvent> all = reference.matching(EventFilter.all());
    assertThat(events.newest(START.plus(Duration.ofDays(9)))).hasValue(time(all.getFirst()));
    Instant middle = time(all.get(20));
    assertThat(events.newest(middle)).hasValue(middle);
  }
}
