package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hunts that try what they must not. What the reading of a file refuses is let pass here. */
class HuntAttacksTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final HuntConfig CONFIG =
      new HuntConfig(2, Duration.ofMillis(100), Duration.ofSeconds(1), 100_000);

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static DatabaseSettings role;

  @BeforeAll
  static void prepare() throws SQLException {
    role = HuntRole.prepare(DATABASE.dataSource(), DATABASE.settings());
    DATABASE.execute("INSERT INTO hash_key (first_half, second_half) VALUES (1, 2)");
  }

  @AfterEach
  void leavesNothingBehind() throws SQLException {
    assertThat(
            DATABASE.texts(
                "SELECT first_half || ' ' || second_half FROM hash_key UNION ALL"
                    + " SELECT relname FROM pg_class WHERE relname IN ('mine', 'theirs')"
                    + " UNION ALL SELECT oid::text FROM pg_largeobject_metadata"
                    + " UNION ALL SELECT account_id FROM accounts"))
        .containsExactly("1 2");
    assertThat(
            DATABASE.texts("SELECT rolsuper FROM pg_roles WHERE rolname = '" + role.user() + "'"))
        .containsExactly("f");
  }

  /** As no file can hold it: the text goes to PostgreSQL without having been looked at. */
  private static Hunt raw(boolean isOwn, String sql) {
    return new Hunt(
        "h",
        isOwn,
        new HuntWords("T", "Q", "H", "I"),
        List.of(),
        Duration.ofDays(1),
        100,
        Duration.ofSeconds(1),
        new HuntText(List.of(sql), List.of(), List.of()));
  }

  private static HuntAnswer run(Hunt hunt) throws InterruptedException {
    return new Hunts(role, CONFIG).run(hunt, HuntAsk.usual(hunt, Instant.EPOCH));
  }

  private static void refused(String sql, String sentence) {
    assertThatThrownBy(() -> run(raw(true, sql)))
        .isInstanceOf(HuntFailedException.class)
        .hasMessageContaining(sentence);
  }

  // Writing.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "WITH d AS (DELETE FROM hash_key RETURNING 1) SELECT * FROM d | top level",
        "WITH d AS (INSERT INTO accounts SELECT FROM accounts RETURNING 1) SELECT 1 | top level",
        "SELECT * INTO mine FROM accounts | INTO is not allowed",
        "SELECT 1 FROM accounts FOR UPDATE | read-only",
        "SELECT nextval('ring_history_entry_seq') | permission denied for sequence",
        "SELECT audit_erase(ARRAY[1]) | permission denied",
        "CREATE TABLE mine (a int) | syntax error",
        "COPY accounts TO PROGRAM 'id' | syntax error",
        "VACUUM | syntax error"
      })
  void cannotWrite(String sql, String sentence) {
    refused(sql, sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM hash_key",
        "CREATE TABLE theirs (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "ALTER ROLE ringwatch_hunts SUPERUSER",
        "SET ROLE ringwatch",
        "SET SESSION AUTHORIZATION ringwatch",
        "COMMIT",
        "GRANT SELECT ON api_keys TO PUBLIC",
        "DO $$ BEGIN PERFORM pg_sleep(0); END $$",
        "LISTEN x"
      })
  void cannotGetOutOfItsParentheses(String second) throws SQLException, InterruptedException {
    String sql = "SELECT 1) AS x; " + second + "; SELECT * FROM (SELECT rolname FROM pg_roles";
    try {
      HuntAnswer answer = run(raw(true, sql));
      // It did nothing, or nothing that outlives the hunt.
      assertThat(answer.rows()).hasSizeLessThan(100);
    } catch (HuntFailedException e) {
      assertThat(e).hasMessageStartingWith("h cannot be run");
    }
    assertThat(
            DATABASE.texts("SELECT has_table_privilege('ringwatch_hunts', 'api_keys', 'SELECT')"))
        .containsExactly("f");
  }

  // Reading what is not its to read.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api_keys",
        "operators",
        "sign_in_links",
        "alert_endpoints",
        "alert_deliveries",
        "audit_log",
        "audit_head",
        "hash_key",
        "control_records",
        "rejected_events",
        "appeals",
        "listed",
        "appeals_now",
        "flyway_schema_history",
        "pg_authid",
        "pg_largeobject"
      })
  void cannotReadOtherTables(String table) {
    refused("SELECT count(*) FROM " + table, "permission denied for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT reason FROM verdicts",
        "SELECT decided_by FROM verdicts_now",
        "SELECT withdraw_reason FROM verdicts_now",
        "SELECT details FROM alert_incidents",
        "SELECT assigned_to FROM alert_incidents",
        "SELECT v FROM verdicts v"
      })
  void cannotReadWhatPeopleWrote(String sql) {
    refused(sql, "permission denied for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT pg_ls_dir('.')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT pg_stat_file('PG_VERSION')",
        "SELECT pg_reload_conf()",
        "SELECT pg_switch_wal()",
        "SELECT pg_stat_reset()",
        "SELECT pg_create_physical_replication_slot('mine')"
      })
  void cannotReachTheServer(String sql) {
    refused(sql, "permission denied");
  }

  @Test
  void readsWhatItMay() throws InterruptedException {
    for (HuntTables.HuntTable table : HuntTables.ALL) {
      String columns = table.columns().isEmpty() ? "*" : String.join(", ", table.columns());
      // One row says from the beginning that nothing is counted.
      assertThat(run(raw(true, "SELECT " + columns + " FROM " + table.name())).rows())
          .hasSize(table.name().equals("account_days_counted") ? 1 : 0);
    }
  }

  // Functions that everybody may call.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_advisory_lock(1, 2)",
        "SELECT pg_try_advisory_lock_shared(1)",
        "SELECT pg_advisory_xact_lock(1)",
        "SELECT pg_notify('a', 'b')",
        "SELECT pg_terminate_backend(1)",
        "SELECT pg_cancel_backend(1)",
        "SELECT pg_logical_emit_message(false, 'a', repeat('x', 1000))",
        "SELECT pg_export_snapshot()",
        "SELECT set_config('statement_timeout', '0', false)",
        "SELECT set_config('role', 'ringwatch', false)",
        "SELECT set_config('work_mem', '100GB', false)",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "SELECT lo_create(1)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_get(1)",
        "SELECT query_to_xml('DELETE FROM hash_key', true, true, '')",
        "SELECT database_to_xml(true, true, '')",
        "SELECT * FROM ts_stat('SELECT to_tsvector(''simple'', account_id) FROM accounts')",
        "SELECT ts_rewrite('a'::tsquery, 'SELECT ''a''::tsquery, ''b''::tsquery')",
        "SELECT xpath('count(//*[count(//*[count(//*)>0])>0])',"
            + " xmlparse(document '<a>' || repeat('<b/>', 900) || '</a>'))",
        "SELECT xpath_exists('//b', '<a/>'::xml)",
        "SELECT xmlexists('//b' PASSING BY VALUE xmlparse(document '<a/>'))",
        "SELECT xml_is_well_formed('<a/>')"
      })
  void cannotCallWhatReachesOthers(String sql) {
    refused(sql, "permission denied for function");
  }

  @Test
  void cannotHaveTheLeaseOfTheLogsWriter() {
    refused(
        "SELECT pg_try_advisory_lock(classid, objid::int) FROM (VALUES (1, 2)) x (classid, objid)",
        "permission denied for function");
    PostgresEventLog.open(DATABASE.dataSource(), EventLogConfig.ofDefaults(), Clock.systemUTC())
        .close();
  }

  // Taking for ever.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT pg_sleep(1000)",
        "SELECT pg_sleep(1000) FROM generate_series(1, 1000)",
        "SELECT count(*) FROM generate_series(1, 100000000000) i",
        "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r) SELECT max(i) FROM r"
      })
  void cannotTakeForEver(String sql) {
    long begun = System.nanoTime();
    assertThatThrownBy(() -> run(raw(true, sql)))
        .isInstanceOf(HuntTooLongException.class)
        .hasMessage("h took longer than 1s: ask it about a shorter time");
    // Far above the second, far below what it asked for.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
  }

  /** Even if it could leave its parentheses and put off what bounds it. */
  @Test
  void isCancelledByUsWhenTheServerDoesNot() {
    String sql =
        "SELECT 1) AS x; SET LOCAL statement_timeout = 0; SELECT * FROM (SELECT pg_sleep(1000)";
    assertThatThrownBy(() -> run(raw(true, sql)))
        .isInstanceOf(HuntTooLongException.class)
        .hasMessage("h took longer than 1s: ask it about a shorter time");
  }

  @Test
  void cannotFillTheDisk() throws SQLException {
    DATABASE.execute("ALTER ROLE ringwatch_hunts SET temp_file_limit = '1MB'");
    try {
      assertThatThrownBy(() ->
              run(
                  raw(
                      true,
                      "SELECT count(*) FROM (SELECT i, repeat('x', 1000) FROM"
                          + " generate_series(1, 200000) i ORDER BY 2, 1 OFFSET 0) x")))
          .isInstanceOf(HuntTooLongException.class)
          .hasMessage("h needs more room than a hunt may have: ask it about a shorter time");
    } finally {
      DATABASE.execute("ALTER ROLE ringwatch_hunts SET temp_file_limit = '4GB'");
    }
  }

  // A role that may too much.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT INSERT ON accounts TO ringwatch_hunts"
            + " | REVOKE INSERT ON accounts FROM ringwatch_hunts | may write to accounts",
        "GRANT INSERT (account_id) ON accounts TO ringwatch_hunts"
            + " | REVOKE INSERT (account_id) ON accounts FROM ringwatch_hunts"
            + " | may write to accounts",
        "GRANT UPDATE (events) ON accounts TO PUBLIC"
            + " | REVOKE UPDATE (events) ON accounts FROM PUBLIC | may write to accounts",
        "GRANT SELECT (reason) ON verdicts TO ringwatch_hunts"
            + " | REVOKE SELECT (reason) ON verdicts FROM ringwatch_hunts"
            + " | may read verdicts.reason",
        "GRANT SELECT (id) ON api_keys TO PUBLIC | REVOKE SELECT (id) ON api_keys FROM PUBLIC"
            + " | may read api_keys",
        "GRANT CREATE ON SCHEMA public TO PUBLIC | REVOKE CREATE ON SCHEMA public FROM PUBLIC"
            + " | may make tables in the schema public",
        "GRANT pg_read_all_settings TO ringwatch_hunts"
            + " | REVOKE pg_read_all_settings FROM ringwatch_hunts | belongs to another role",
        "ALTER ROLE ringwatch_hunts CREATEDB | ALTER ROLE ringwatch_hunts NOCREATEDB"
            + " | is more than a plain role"
      })
  void runsNoHuntAsARoleThatMayMore(String grant, String revoke, String fault) throws SQLException {
    DATABASE.execute(grant);
    try {
      assertThatThrownBy(() -> run(raw(false, "SELECT 1")))
          .isInstanceOf(HuntsUnavailableException.class)
          .hasMessageStartingWith("no hunt runs, because its role in the database " + fault);
    } finally {
      DATABASE.execute(revoke);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EXECUTE ON FUNCTION pg_advisory_lock(bigint) | may call functions such as pg_advisory_lock",
        "EXECUTE ON FUNCTION pg_catalog.lo_create(oid) | may call functions such as lo_create",
      })
  void runsOnlyItsOwnHuntsWhereEverybodyMayCallWhatTheyMustNot(String what, String laxity)
      throws SQLException, InterruptedException {
    DATABASE.execute("GRANT " + what + " TO PUBLIC");
    try {
      assertThat(run(raw(false, "SELECT 1")).rows()).hasSize(1);
      assertThatThrownBy(() -> run(raw(true, "SELECT 1")))
          .isInstanceOf(HuntsUnavailableException.class)
          .hasMessageStartingWith("no hunt of the directory runs, because its role")
          .hasMessageContaining(laxity);
      assertThat(HuntRole.isReady(role)).isFalse();
      HuntRole.prepare(DATABASE.dataSource(), DATABASE.settings());
      assertThat(HuntRole.isReady(role)).isTrue();
    } finally {
      DATABASE.execute("REVOKE " + what + " FROM PUBLIC");
    }
  }

  @Test
  void runsOnlyItsOwnHuntsWhereTheDiskCanBeFilled() throws SQLException, InterruptedException {
    DATABASE.execute("ALTER ROLE ringwatch_hunts SET temp_file_limit = -1");
    try {
      assertThat(run(raw(false, "SELECT 1")).rows()).hasSize(1);
      assertThatThrownBy(() -> run(raw(true, "SELECT 1")))
          .isInstanceOf(HuntsUnavailableException.class)
          .hasMessageContaining("has no temp_file_limit");
    } finally {
      DATABASE.execute("ALTER ROLE ringwatch_hunts SET temp_file_limit = '4GB'");
    }
  }

  /** A role that may read less than it should is made as it must be. */
  @Test
  void isNotReadyWithoutAColumnThatHuntsRead() throws SQLException {
    DATABASE.execute("REVOKE SELECT (verdict) ON verdicts FROM ringwatch_hunts");
    assertThat(HuntRole.isReady(role)).isFalse();
    HuntRole.prepare(DATABASE.dataSource(), DATABASE.settings());
    assertThat(HuntRole.isReady(role)).isTrue();
  }
}
