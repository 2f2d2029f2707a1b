package dev.ringwatch.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.postgres.TestDatabase;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredEventsTest {

  private static final Instant START = Instant.parse("2026-01-05T22:00:00Z");
  private static final Instant RECEIVED = Instant.parse("2026-01-08T00:00:00.000001Z");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final List<String> INJECTIONS =
      List.of(
          "' OR '1'='1",
          "'; DROP TABLE raw_events; --",
          "x' UNION SELECT * FROM api_keys --",
          "$$; SELECT pg_sleep(9); $$",
          "?",
          ":name",
          "%",
          "\\' OR 1=1 --");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final StoredEvents events = events(20, LONG);
  private final EventsReference reference = new EventsReference();

  @SuppressWarnings("NullAway.Init") // set before each test
  private PostgresEventLog log;

  @BeforeEach
  void open() throws SQLException {
    DATABASE.execute("TRUNCATE raw_events, control_records, log_floor, log_writer, accounts");
    EventLogConfig config = EventLogConfig.ofDefaults().withWaits(LONG, LONG);
    log = PostgresEventLog.open(DATABASE.dataSource(), config, () -> RECEIVED);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static StoredEvents events(int firstSlice, Duration budget) {
    return new StoredEvents(
        DATABASE.dataSource(), new EventSearchConfig(firstSlice, budget, budget, LONG, 2, LONG));
  }

  private void append(List<Event> more) {
    log.append(more);
    reference.append(more, RECEIVED);
  }

  /** With indexes that know of every event, as those of a day that is over do. */
  private static void tellIndexes() throws SQLException {
    new SearchIndexes(DATABASE.dataSource()).tellOfDaysBefore(LocalDate.of(2100, 1, 1));
    DATABASE.execute("ANALYZE raw_events");
  }

  /** All pages one after the other. */
  private static List<StoredEvent> all(StoredEvents from, EventFilter filter, int limit)
      throws SQLException, InterruptedException {
    List<StoredEvent> all = new ArrayList<>();
    EventPosition after = null;
    do {
      EventPage page = from.page(filter, after, limit);
      assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.events());
      after = page.next().orElse(null);
    } while (after != null);
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void findsWhatASlowLookThroughAllFinds(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    append(RepetitiveEvents.of(random, START, 800));
    AwkwardEvents awkward = new AwkwardEvents(seed);
    append(awkward.next(200));
    append(awkward.atTheEndsOfTime());
    if (seed % 2 == 0) {
      tellIndexes();
    }
    StoredEvents impatient = events(10, Duration.ZERO);
    for (int i = 0; i < 15; i++) {
      EventFilter filter = filter(random);
      int limit = 5 + random.nextInt(300);
      List<StoredEvent> expected = reference.matching(filter);

      assertThat(all(events, filter, limit)).as("%s", filter).isEqualTo(expected);
      assertThat(all(impatient, filter, limit)).as("%s", filter).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "last event {0}, {1} events")
  @CsvSource({
    "2026-01-06T12:00:00Z, 3",
    "2026-01-06T12:00:00Z, 100000",
    "1970-01-01T00:00:00Z, 100000",
    "9999-01-01T00:00:00Z, 100000"
  })
  void findsAllWhateverIsSaidOfTheAccount(Instant last, long count) throws Exception {
    append(RepetitiveEvents.of(new SplittableRandom(13), START, 2_000));
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at)"
            + " VALUES ('account1', '"
            + (last + "', '" + last + "', " + count + ", 0, 0, 'low', 0, 0, now())"));
    EventFilter filter = EventFilter.all().with(EventField.ACCOUNT_ID, "account1");

    assertThat(all(events, filter, 7)).isEqualTo(reference.matching(filter));
    assertThat(all(events, filter, 500)).isEqualTo(reference.matching(filter));
  }

  private EventFilter filter(SplittableRandom random) {
    Map<EventField, String> values = new EnumMap<>(EventField.class);
    StoredEvent example = reference.any(random);
    for (EventField field : EventField.values()) {
      String value = EventsReference.value(example.event(), field);
      if (random.nextInt(4) == 0 && value != null) {
        values.put(field, random.nextInt(8) == 0 ? value + "'" : value);
      }
    }
    Outcome outcome = random.nextInt(4) == 0 ? example.event().outcome() : null;
    return new EventFilter(values, outcome, time(random, 0), time(random, 50_000));
  }

  private static @Nullable Instant time(SplittableRandom random, int after) {
    return random.nextInt(3) == 0 ? START.plusSeconds(after + random.nextInt(100_000)) : null;
  }

  @Test
  void findsAwkwardEventsByEachOfTheirValuesExactly() throws Exception {
    append(new AwkwardEvents(5).next(60));
    append(List.of(new AwkwardEvents(6).longest(3_000)));
    tellIndexes();
    for (StoredEvent one : reference.matching(EventFilter.all())) {
      for (EventField field : EventField.values()) {
        String value = EventsReference.value(one.event(), field);
        if (value != null) {
          EventFilter filter = EventFilter.all().with(field, value);
          assertThat(events.page(filter, null, 500).events())
              .contains(one)
              .isEqualTo(reference.matching(filter));
        }
      }
    }
  }

  @Test
  void takesSqlForTheValueThatItIs() throws Exception {
    append(RepetitiveEvents.of(new SplittableRandom(7), START, 100));
    for (String injection : INJECTIONS) {
      for (EventField field : EventField.values()) {
        EventFilter filter = EventFilter.all().with(field, injection);
        assertThat(events.page(filter, null, 10).events()).as("%s", filter).isEmpty();
      }
      append(List.of(RepetitiveEvents.withAll(injection, START)));
      for (EventField field : EventField.values()) {
        EventFilter filter = EventFilter.all().with(field, injection);
        assertThat(events.page(filter, null, 10).events()).as("%s", filter).hasSize(1);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {8, 9})
  void givesEveryEventOnceWhileOthersCome(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    append(RepetitiveEvents.of(random, START, 400));
    List<StoredEvent> before = reference.matching(EventFilter.all());
    List<StoredEvent> seen = new ArrayList<>();
    EventPosition after = null;
    do {
      EventPage page = events.page(EventFilter.all(), after, 17);
      seen.addAll(page.events());
      after = page.next().orElse(null);
      append(RepetitiveEvents.of(random, START, 11));
    } while (after != null && seen.size() < 5_000);
    assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    assertThat(seen)
        .isSortedAccordingTo(EventsReference.NEWEST_FIRST)
        .isSubsetOf(reference.matching(EventFilter.all()));
  }

  @Test
  void saysThatThereIsNoNextPageWhenThereIsNone() throws Exception {
    assertThat(events.page(EventFilter.all(), null, 5))
        .isEqualTo(new EventPage(List.of(), empty()));
    append(RepetitiveEvents.of(new SplittableRandom(10), START, 5));
    assertThat(events.page(EventFilter.all(), null, 5).next()).isEmpty();
    assertThat(events.page(EventFilter.all(), null, 4).next())
        .hasValue(reference.matching(EventFilter.all()).get(3).position());
  }

  private static Optional<EventPosition> empty() {
    return Optional.empty();
  }

  @Test
  void givesUpWhatTakesTooLong() throws Exception {
    append(RepetitiveEvents.of(new SplittableRandom(11), START, 5));
    StoredEvents hasty = bounded(Duration.ofMillis(300), LONG);
    try (Connection other = DATABASE.dataSource().getConnection()) {
      lockEvents(other);
      assertThatThrownBy(() -> hasty.page(EventFilter.all(), null, 5))
          .isInstanceOf(SearchTooWideException.class)
          .hasMessageContaining("narrow the time");
      other.rollback();
    }
  }

  @Test
  void refusesWhoWouldWaitTooLongForATurn() throws Exception {
    append(RepetitiveEvents.of(new SplittableRandom(11), START, 5));
    StoredEvents single = bounded(LONG, Duration.ofMillis(1));
    try (Connection other = DATABASE.dataSource().getConnection();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      lockEvents(other);
      Future<EventPage> first = threads.submit(() -> single.page(EventFilter.all(), null, 5));
      try {
        WaitFor.condition(LONG, StoredEventsTest::aSearchWaits);
        assertThatThrownBy(() -> single.page(EventFilter.all(), null, 5))
            .isInstanceOf(SearchBusyException.class);
      } finally {
        other.rollback();
      }
      assertThat(first.get().events()).hasSize(5);
    }
    assertThat(single.page(EventFilter.all(), null, 5).events()).hasSize(5);
  }

  private static StoredEvents bounded(Duration timeout, Duration patience) {
    return new StoredEvents(
        DATABASE.dataSource(), new EventSearchConfig(20, LONG, LONG, timeout, 1, patience));
  }

  private static void lockEvents(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute("LOCK TABLE raw_events IN ACCESS EXCLUSIVE MODE");
    }
  }

  private static boolean aSearchWaits() throws SQLException {
    try (Connection connection = DATABASE.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet waiting =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
      waiting.next();
      return waiting.getInt(1) > 0;
    }
  }

  @Test
  void givesAShortPageWhereEventsAreLarge() throws Exception {
    AwkwardEvents awkward = new AwkwardEvents(12);
    for (int i = 0; i < 120; i++) {
      append(List.of(awkward.longest(3_000)));
    }
    EventPage page = events(1_000_000, LONG).page(EventFilter.all(), null, 500);

    assertThat(page.events()).hasSizeBetween(80, 119);
    assertThat(page.next()).hasValue(page.events().getLast().position());
    assertThat(all(events, EventFilter.all(), 500))
        .isEqualTo(reference.matching(EventFilter.all()));
  }

  @Test
  void refusesAPageOfNothing() {
    assertThatThrownBy(() -> events.page(EventFilter.all(), null, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be at least 1, not 0");
  }
}
