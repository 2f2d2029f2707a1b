package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuntsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant MIDNIGHT = Instant.parse("2026-03-05T00:00:00Z");
  private static final HuntConfig CONFIG =
      new HuntConfig(1, Duration.ofMillis(100), Duration.ofSeconds(10), 100_000);

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static DatabaseSettings role;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Hunts hunts;

  @BeforeAll
  static void prepare() throws SQLException {
    role = HuntRole.prepare(DATABASE.dataSource(), DATABASE.settings());
    hunts = new Hunts(role, CONFIG);
    LocalDate day = LocalDate.parse("2026-03-02");
    new EventPartitions(DATABASE.dataSource()).ensureAhead(day, 2);
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action, ip)"
            + " SELECT i, timestamptz '2026-03-02 00:00Z' + i * interval '1 hour', 0, false,"
            + " 'e' || i, 'a' || i % 7, 'login', '10.0.0.' || i FROM generate_series(0, 71) i");
  }

  private static Hunt hunt(String header, String sql) {
    String words = "-- title: T\n-- question: Q\n-- hit: H\n-- innocent: I\n";
    try {
      return HuntFile.read("h", true, words + header + sql);
    } catch (HuntFileException e) {
      throw new IllegalArgumentException(e.sentence(), e);
    }
  }

  private static HuntAnswer run(Hunt hunt) throws InterruptedException {
    return hunts.run(hunt, HuntAsk.usual(hunt, MIDNIGHT));
  }

  private static List<@Nullable Object> row(String sql) throws InterruptedException {
    return run(hunt("", sql)).rows().getFirst();
  }

  // What it answers.

  @Test
  void answersWithTheValuesAsTheyAre() throws InterruptedException {
    assertThat(
            row(
                "SELECT 1::int AS a, 2::bigint AS b, 0.5::float8 AS c, 1.25::numeric AS d, true AS e,"
                    + " 'a' AS f, NULL AS g, timestamptz '2026-03-04 12:00:00.5Z' AS h,"
                    + " ARRAY['x', 'y'] AS i, interval '90 s' AS j, '{\"a\": 1}'::jsonb AS k,"
                    + " 'NaN'::float8 AS l, 'Infinity'::numeric AS m, '-Infinity'::numeric AS n,"
                    + " ARRAY[['x', 'y'], ['z', NULL]] AS o WHERE :since < :until"))
        .isEqualTo(
            Arrays.asList(
                1L,
                2L,
                0.5,
                new BigDecimal("1.25"),
                true,
                "a",
                null,
                Instant.parse("2026-03-04T12:00:00.5Z"),
                List.of("x", "y"),
                "00:01:30",
                "{\"a\": 1}",
                "NaN",
                "Infinity",
                "-Infinity",
                List.of("[x, y]", "[z, null]")));
  }

  @Test
  void bindsValuesByTheirTypes() throws InterruptedException {
    Hunt hunt =
        hunt(
            """
            -- parameter accounts: integer 5: a
            -- parameter span: duration 10m: b
            -- parameter share: number 0.5: c
            -- parameter country: text any: d
            """,
            "SELECT :accounts / 2 AS a, :until - :span AS b, :share / 2 AS c, :country AS d,"
                + " coalesce(:country, 'everywhere') AS e, pg_typeof(:since) AS f");
    assertThat(run(hunt).rows())
        .containsExactly(
            Arrays.asList(
                2L,
                MIDNIGHT.minusSeconds(600),
                0.25,
                null,
                "everywhere",
                "timestamp with time zone"));
    HuntAsk said =
        HuntAsk.of(
            hunt,
            MIDNIGHT.minusSeconds(1),
            MIDNIGHT,
            Map.of("country", "' OR 1=1 --", "span", "1h"),
            1);
    assertThat(hunts.run(hunt, said).rows().getFirst())
        .contains("' OR 1=1 --", MIDNIGHT.minusSeconds(3600));
  }

  @Test
  void saysThatThereAreMoreRows() throws InterruptedException {
    Hunt hunt = hunt("-- limit: 3\n", "SELECT i FROM generate_series(1, 4) i ORDER BY i DESC");
    HuntAnswer answer = run(hunt);
    assertThat(answer.columns()).containsExactly("i");
    assertThat(answer.rows()).containsExactly(List.of(4L), List.of(3L), List.of(2L));
    assertThat(answer.more()).isTrue();
    HuntAsk all = HuntAsk.of(hunt, Instant.EPOCH, MIDNIGHT, Map.of(), 4);
    assertThat(hunts.run(hunt, all).more()).isFalse();
  }

  @Test
  void leavesOffRowsThatAreTooMuch() throws InterruptedException {
    HuntAnswer answer = run(hunt("", "SELECT repeat('x', 30000) FROM generate_series(1, 9)"));
    assertThat(answer.rows()).hasSize(3);
    assertThat(answer.cut()).isTrue();
    assertThat(run(hunt("", "SELECT repeat('x', 200000)")).rows()).isEmpty();
  }

  @Test
  void givesUpAnAnswerThatIsFarTooMuch() throws InterruptedException {
    Hunt hunt = hunt("", "SELECT repeat('x', 1000000) FROM generate_series(1, 5)");
    assertThatThrownBy(() -> run(hunt))
        .isInstanceOf(HuntTooLongException.class)
        .hasMessage("h finds more than an answer may hold: ask for less");
    assertThat(row("SELECT 1")).containsExactly(1L);
  }

  @Test
  void readsPartitionsThroughTheirParentAndNoOthersThanAsked() throws Exception {
    Hunt hunt =
        hunt("", "SELECT count(*) FROM raw_events e WHERE e.ts >= :since AND e.ts < :until");
    assertThat(run(hunt).rows()).containsExactly(List.of(24L));
    assertThat(hunts.plan(hunt, HuntAsk.usual(hunt, MIDNIGHT)))
        .anyMatch(line -> line.contains("raw_events_p20260304"))
        .noneMatch(line -> line.contains("p20260303") || line.contains("default"));
    // One that is made after the role was.
    new EventPartitions(DATABASE.dataSource()).ensure(List.of(LocalDate.parse("2026-03-09")));
    DATABASE.execute(
        "INSERT INTO raw_events (seq, ts, outcome, enforced, event_id, account_id, action)"
            + " VALUES (100, '2026-03-09 10:00Z', 0, false, 'e', 'a', 'login')");
    Instant later = Instant.parse("2026-03-10T00:00:00Z");
    assertThat(hunts.run(hunt, HuntAsk.usual(hunt, later)).rows()).containsExactly(List.of(1L));
  }

  @Test
  void refusesTwoColumnsOfOneName() {
    assertThatThrownBy(() -> row("SELECT 1 AS a, 2 AS a"))
        .isInstanceOf(HuntFailedException.class)
        .hasMessage("two columns are called a; name them apart");
  }

  @Test
  void refusesAnAnswerThatIsTooWideBeforeItIsFound() throws InterruptedException {
    String columns =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> i + " AS c" + i)
            .collect(Collectors.joining(", "));
    assertThat(row("SELECT " + columns)).hasSize(100);
    assertThatThrownBy(() -> row("SELECT " + columns + ", pg_sleep(30) AS late"))
        .isInstanceOf(HuntFailedException.class)
        .hasMessage("the answer has 101 columns, and may have no more than 100");
  }

  @Test
  void saysThatWhatItReadsIsLocked() throws Exception {
    try (Connection other = DATABASE.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE rings IN ACCESS EXCLUSIVE MODE");
      assertThatThrownBy(() -> row("SELECT count(*) FROM rings"))
          .isInstanceOf(HuntBusyException.class)
          .hasMessage("what h reads is locked at the moment: try again");
      other.rollback();
    }
  }

  // How it is bound.

  @Test
  void isNotLoosenedByTheUrl() throws InterruptedException {
    String url = role.url() + (role.url().contains("?") ? "&" : "?");
    DatabaseSettings loose =
        new DatabaseSettings(
            url
                + "user=nobody&password=none&readOnlyMode=ignore&preferQueryMode=simple"
                + "&ApplicationName=other&options=-c%20default_transaction_read_only=off",
            role.user(),
            role.password(),
            1);
    Hunt hunt =
        hunt(
            "",
            "SELECT current_user::text, current_setting('transaction_read_only') AS a,"
                + " current_setting('application_name') AS b, current_setting('lock_timeout') AS c,"
                + " current_setting('max_parallel_workers_per_gather') AS d");
    assertThat(new Hunts(loose, CONFIG).run(hunt, HuntAsk.usual(hunt, MIDNIGHT)).rows())
        .containsExactly(List.of(HuntRole.NAME, "on", "ringwatch hunt", "3s", "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://h/d, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?user=a&socketTimeout=0, jdbc:postgresql://h/d",
    "jdbc:postgresql://h/d?sslmode=require&user=a&targetServerType=primary,"
        + " jdbc:postgresql://h/d?sslmode=require&targetServerType=primary",
    "jdbc:postgresql:///?host=h&options=-c%20a=b&port=1, jdbc:postgresql:///?host=h&port=1"
  })
  void keepsOfAUrlHowTheServerIsReached(String url, String kept) {
    assertThat(HuntConnection.way(url)).isEqualTo(kept);
  }

  @Test
  void saysWhatPostgresqlSaysOfWrongSql() {
    assertThatThrownBy(() -> row("SELECT nothing FROM accounts"))
        .isInstanceOf(HuntFailedException.class)
        .hasMessage("h cannot be run: column \"nothing\" does not exist");
    assertThatThrownBy(() -> row("SELECT 1 / 0"))
        .isInstanceOf(HuntFailedException.class)
        .hasMessage("h cannot be run: division by zero");
  }

  // How many at once.

  @Test
  void letsNoMoreRunThanMay() throws Exception {
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Hunt slow = hunt("-- timeout: 5s\n", "SELECT pg_sleep(30)");
      Future<HuntAnswer> running = threads.submit(() -> run(slow));
      awaitSleeper();
      assertThatThrownBy(() -> row("SELECT 1"))
          .isInstanceOf(HuntBusyException.class)
          .hasMessage("another hunt runs at the moment, and no more may: try again");
      DATABASE.execute(
          "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND application_name = 'ringwatch hunt'");
      assertThatThrownBy(running::get).hasCauseInstanceOf(HuntTooLongException.class);
    }
    assertThat(row("SELECT 1")).containsExactly(1L);
  }

  private static void awaitSleeper() throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (DATABASE
        .texts(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                + " AND wait_event = 'PgSleep'")
        .isEmpty()) {
      assertThat(System.nanoTime()).as("a hunt sleeps").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void saysThatTheDatabaseLetsItNotIn() {
    DatabaseSettings wrong =
        new DatabaseSettings(DATABASE.settings().url(), HuntRole.NAME, "wrong", 1);
    Hunt hunt = hunt("", "SELECT 1");
    assertThatThrownBy(() -> new Hunts(wrong, CONFIG).run(hunt, HuntAsk.usual(hunt, MIDNIGHT)))
        .isInstanceOf(HuntsUnavailableException.class)
        .hasMessage("the database does not let hunts in");
  }
}
