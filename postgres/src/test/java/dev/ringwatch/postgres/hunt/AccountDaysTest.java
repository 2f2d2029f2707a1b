package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountDaysTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int DAYS = 5;
  private static final Instant NOW = START.plus(Duration.ofDays(DAYS)).plusSeconds(3_600);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What is summed, and the events above it, as one sum. */
  private static final String SUMMED =
      """
      SELECT (day AT TIME ZONE 'UTC')::date || ' ' || account_id || ' ' || coalesce(device_id, '-') || ' ' || coalesce(network, '-')
        || ' ' || coalesce(country, '-') || ' ' || extract(epoch FROM min(first_at)) || ' '
        || extract(epoch FROM max(last_at)) || ' ' || sum(events)
      FROM (SELECT day, account_id, device_id, network, country, first_at, last_at, events FROM account_days
        UNION ALL
        SELECT date_bin('24 hours', ts, TIMESTAMPTZ '2000-01-01 00:00:00+00'), account_id, device_id, %1$s, country, ts, ts, 1
        FROM raw_events WHERE seq > (SELECT seq FROM account_days_counted)) every
      GROUP BY day, account_id, device_id, network, country
      """;

  private static final String SLOW =
      """
      SELECT (ts AT TIME ZONE 'UTC')::date || ' ' || account_id || ' ' || coalesce(device_id, '-') || ' '
        || coalesce(%1$s, '-') || ' ' || coalesce(country, '-') || ' ' || extract(epoch FROM min(ts)) || ' '
        || extract(epoch FROM max(ts)) || ' ' || count(*)
      FROM raw_events
      GROUP BY (ts AT TIME ZONE 'UTC')::date, account_id, device_id, %1$s, country
      """;

  private static final String NETWORK =
      "regexp_replace(ip, '^(2001:db8:0:[0-9]+)::.*$', '\\1::/64')";

  private TestDatabase database;
  private AccountDays days;

  @BeforeEach
  void create() throws SQLException {
    database = TestDatabase.withSchema();
    days = new AccountDays(database.dataSource());
    new EventPartitions(database.dataSource()).ensureAhead(FIRST, DAYS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static List<Event> events(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant moment = START.plusMillis(random.nextLong(86_400_000L * DAYS + 3_600_000));
      String ip =
          List.of("203.0.113." + random.nextInt(3), "2001:db8:0:" + random.nextInt(1, 9) + "::7")
              .get(random.nextInt(2));
      events.add(
          Event.builder(new AccountId("account-" + random.nextInt(9)), "view", moment)
              .id("event-" + i)
              .ip(random.nextInt(5) == 0 ? null : ip)
              .device(random.nextInt(5) == 0 ? null : "device-" + random.nextInt(3))
              .country(random.nextInt(5) == 0 ? null : "FR")
              .build());
    }
    return events;
  }

  private void write(List<Event> events) {
    EventLogConfig config = EventLogConfig.ofDefaults().withWaits(PATIENCE, PATIENCE);
    try (PostgresEventLog log =
        PostgresEventLog.open(database.dataSource(), config, InstantSource.system())) {
      log.append(events);
    }
  }

  private Set<String> rows(String query) throws SQLException {
    Set<String> rows = new TreeSet<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(String.format(query, NETWORK))) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private void check() throws SQLException {
    assertThat(rows(SUMMED)).isEqualTo(rows(SLOW)).isNotEmpty();
  }

  private long number(String query) throws SQLException {
    return Long.parseLong(rows(query).iterator().next());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void sumsEveryEventOnceWheneverItCame(long seed) throws SQLException {
    List<Event> events = events(seed, 600);
    SplittableRandom random = new SplittableRandom(seed);
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(150));
      // Some are sent again, and a day that was summed gets more.
      write(events.subList(Math.max(0, from - 20), to));
      from = to;
      for (int portions = random.nextInt(3); portions > 0; portions--) {
        new AccountDays(database.dataSource()).countNext(NOW, 1 + random.nextInt(120));
      }
      check();
    }
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    while (days.countNext(tomorrow, 100)) {
      check();
    }
    check();
    assertThat(number("SELECT sum(events) FROM account_days")).isEqualTo(600);
    assertThat(number("SELECT count(*) FROM account_days")).isLessThan(600);
  }

  @Test
  void beginsAgainWhereItWasStopped() throws SQLException {
    write(events(5, 200));
    database.execute(
        "CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN RAISE EXCEPTION ''stopped''; END';"
            + "CREATE TRIGGER stop BEFORE UPDATE ON account_days_counted"
            + " FOR EACH ROW EXECUTE FUNCTION stop()");
    assertThatThrownBy(() -> days.countNext(NOW)).hasMessageContaining("stopped");
    check();
    assertThat(number("SELECT count(*) FROM account_days")).isZero();

    database.execute("DROP TRIGGER stop ON account_days_counted");
    assertThat(days.countNext(NOW)).isTrue();
    check();
    assertThat(number("SELECT count(*) FROM account_days")).isPositive();
  }

  @Test
  void countsOnceADayWhatIsOfDaysThatAreOver() throws SQLException {
    write(events(6, 100));
    assertThat(days.countNext(START)).isFalse();
    assertThat(days.countNext(NOW)).isTrue();
    assertThat(days.countNext(NOW)).isFalse();

    write(List.of(events(7, 101).getLast()));
    assertThat(days.countNext(NOW.plusSeconds(60))).isFalse();
    check();
    assertThat(days.countNext(NOW.plus(Duration.ofDays(2)))).isTrue();
    check();
  }

  @Test
  void forgetsADayWithItsEvents() throws SQLException {
    write(events(8, 300));
    days.countNext(NOW);
    new EventPartitions(database.dataSource()).dropBefore(FIRST.plusDays(2));

    check();
    assertThat(rows("SELECT (min(day) AT TIME ZONE 'UTC')::date::text FROM account_days"))
        .containsExactly("2026-03-03");
  }
}
