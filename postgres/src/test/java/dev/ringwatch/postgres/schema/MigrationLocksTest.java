package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Migrations of a database that is filled and in use. Whether they keep others out for long is seen
 * by what they do, not by how long it takes here: a large table is neither rewritten nor read under
 * a lock that others wait behind, nor are all of its rows changed in one transaction.
 */
class MigrationLocksTest {

  /** The schema as it was when it was filled. */
  private static final String FILLED_AS_OF = "11";

  /** From before there was the rule; nobody had much data then. */
  private static final Map<String, Set<String>> BEFORE_THE_RULE =
      Map.of("14", Set.of("scans raw_events under a lock"));

  private final TestDatabase database = TestDatabase.empty();
  private final MigrationWatch watch = new MigrationWatch(database.dataSource());

  @BeforeEach
  void fill() throws SQLException {
    Schema.configuration(database.dataSource()).target(FILLED_AS_OF).load().migrate();
    new EventPartitions(database.dataSource()).ensure(List.of(LocalDate.of(2026, 1, 5)));
    database.execute(
        """
        INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced, country)
        SELECT n, '2026-01-05Z'::timestamptz + n * interval '1 second', n, 'a' || n % 900, 'login', 0, false, 'DE'
        FROM generate_series(1, 20000) n;
        INSERT INTO control_records (seq, kind, effective_from_minute, body)
        SELECT n, 'heartbeat', n, '{}' FROM generate_series(20001, 22000) n;
        INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events, risk_score, band,
          anomaly_score, ring_score, scored_at)
        SELECT 'a' || n, '2026-01-05Z', '2026-01-05Z', 20, 0, n % 100, 'low', 3, 0, '2026-01-05Z'
        FROM generate_series(1, 900) n;
        INSERT INTO account_features SELECT account_id, scored_at, '{"logins": 4}' FROM accounts;
        INSERT INTO risk_scores SELECT account_id, scored_at, risk_score, anomaly_score, ring_score, '[]' FROM accounts;
        INSERT INTO rejected_events (received_at, api_key_id, batch_index, reason, text)
        SELECT '2026-01-05Z', 1, n, 'no account_id', 'text' FROM generate_series(1, 2000) n;
        INSERT INTO dashboard_metrics SELECT 'events', '', '2026-01-05Z'::timestamptz + n * interval '1 minute', n
        FROM generate_series(1, 1440) n;
        INSERT INTO audit_log SELECT n, '2026-01-05Z', 'console', '', 'account.look', 'account', 'a' || n,
          decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), 'done', '', '{}',
          decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'),
          decode(repeat('00', 32), 'hex') FROM generate_series(1, 2000) n;
        """);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void keepNobodyOutForLongWhileOthersReadAndWrite() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<Integer> written = other.submit(() -> writeAndRead(begun, over));
      begun.await();
      Schema.configuration(database.dataSource(), watch).load().migrate();
      over.set(true);
      assertThat(written.get())
          .as("others wrote all the time, and nothing of it failed")
          .isPositive();
      assertThat(database.texts("SELECT count(*) FROM raw_events WHERE seq > 100000"))
          .containsExactly(written.get().toString());
    }
    assertThat(watch.faults()).isEqualTo(BEFORE_THE_RULE);
    assertThat(watch.blocked()).as("waits for nobody, and nobody for it").doesNotContainKey("26");
  }

  private int writeAndRead(CountDownLatch begun, AtomicBoolean over) throws SQLException {
    int written = 0;
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      while (!over.get() || written == 0) {
        int seq = 100_001 + written;
        statement.execute(
            "INSERT INTO raw_events (seq, ts, event_id, account_id, action, outcome, enforced)"
                + " VALUES ("
                + seq
                + ", '2026-01-05 13:00Z', '"
                + seq
                + "', 'a1', 'login', 0, false)");
        statement.executeQuery("SELECT max(risk_score) FROM accounts").close();
        written++;
        begun.countDown();
      }
    }
    return written;
  }

  /** The watch sees what it is there for, and nothing else. */
  @Test
  void wouldBeSeenIfTheyDid() {
    Schema.migrate(database.dataSource());
    Schema.configuration(database.dataSource(), watch)
        .locations(Schema.LOCATION, "classpath:db/bad")
        .load()
        .migrate();
    assertThat(watch.faults())
        .isEqualTo(
            Map.of(
                "9001", Set.of("scans accounts under a lock"),
                "9002", Set.of("rewrites risk_scores"),
                "9003", Set.of("scans raw_events under a lock"),
                "9004", Set.of("changes rows of account_features"),
                "9005", Set.of("scans rejected_events under a lock"),
                "9006", Set.of("scans risk_scores under a lock on another table")));
    assertThat(watch.blocked())
        .containsKeys("9001", "9002", "9003")
        .doesNotContainKeys("9013", "9014");
  }

  @Test
  void areTakenBackWhenALockIsNotToBeHadAndLetOthersThrough() throws SQLException {
    Schema.configuration(database.dataSource()).target("22").load().migrate();
    String version =
        "SELECT max(version::int) FROM flyway_schema_history WHERE version IS NOT NULL";
    assertThat(database.texts(version)).containsExactly("22");
    try (Connection reader = database.dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("SELECT FROM alert_endpoints").close();

      assertThatThrownBy(() -> Schema.migrate(database.dataSource(), Duration.ofMillis(50), 3))
          .isInstanceOf(FlywayException.class)
          .hasStackTraceContaining("lock timeout");
      assertThat(database.texts(version)).containsExactly("22");
      reader.rollback();
    }
    assertThat(Schema.migrate(database.dataSource(), Duration.ofSeconds(5), 3)).isPositive();
    assertThat(database.texts("SHOW lock_timeout"))
        .as("nothing is left of it")
        .containsExactly("0");
  }
}
