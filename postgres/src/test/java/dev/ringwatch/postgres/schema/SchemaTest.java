package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final String OURS =
      " AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition"
          + " AND c.relname NOT LIKE 'flyway%' ORDER BY 1";

  @Test
  void hasTheTablesOfTheDesign() throws SQLException {
    assertThat(ask("SELECT relname FROM pg_class c WHERE relkind IN ('r', 'p')" + OURS))
        .containsExactly(
            "account_ages",
            "account_bands",
            "account_days",
            "account_days_counted",
            "account_features",
            "account_notes",
            "accounts",
            "alert_attempts",
            "alert_deliveries",
            "alert_endpoints",
            "alert_holds",
            "alert_incidents",
            "alert_moves",
            "alert_silences",
            "alert_suppressions",
            "api_keys",
            "appeals",
            "archived_days",
            "audit_draws",
            "audit_head",
            "audit_items",
            "audit_log",
            "control_records",
            "dashboard_hours",
            "dashboard_metrics",
            "ended_servers",
            "erasures",
            "hash_key",
            "hunt_findings",
            "hunt_runs",
            "job_progress",
            "learned_blends",
            "listed",
            "log_floor",
            "log_identity",
            "log_writer",
            "models",
            "operators",
            "pinned_model",
            "queue_claims",
            "queue_skips",
            "raw_events",
            "rejected_counts",
            "rejected_events",
            "results_writer",
            "results_written",
            "ring_edges",
            "ring_history",
            "ring_members",
            "rings",
            "rings_written",
            "risk_scores",
            "set_aside",
            "sign_in_links",
            "summary_mails",
            "threshold_history",
            "verdict_features",
            "verdict_withdrawals",
            "verdicts");
  }

  @Test
  void saysOfEveryTableAndIndexWhichQuestionItServes() throws SQLException {
    // Of a primary key the table's comment speaks.
    assertThat(
            ask(
                "SELECT relname FROM pg_class c LEFT JOIN pg_index ON indexrelid = c.oid"
                    + " WHERE relkind IN ('r', 'p', 'i', 'I') AND indisprimary IS NOT TRUE"
                    + " AND obj_description(c.oid, 'pg_class') IS NULL"
                    + OURS))
        .isEmpty();
  }

  @Test
  void hasAPrimaryKeyEverywhereButWhereEventsAre() throws SQLException {
    assertThat(
            ask(
                "SELECT relname FROM pg_class c WHERE relkind IN ('r', 'p')"
                    + " AND NOT EXISTS (SELECT FROM pg_index WHERE indrelid = c.oid AND indisprimary)"
                    + OURS))
        .containsExactly("account_days", "raw_events");
  }

  @Test
  void keepsTimesWithTheirZone() throws SQLException {
    assertThat(
            ask(
                "SELECT table_name || '.' || column_name FROM information_schema.columns"
                    + " WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'"
                    + " AND data_type IN ('date', 'timestamp without time zone')"))
        .isEmpty();
  }

  @Test
  void doesNothingTheSecondTime() {
    assertThat(Schema.migrate(DATABASE.dataSource())).isZero();
  }

  @Test
  void letsTwoAtATimeTakeTurns() throws Exception {
    try (TestDatabase database = TestDatabase.empty();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<Integer> migrate = () -> Schema.migrate(database.dataSource());
      int applied = 0;
      for (Future<Integer> result : threads.invokeAll(List.of(migrate, migrate))) {
        applied += result.get();
      }
      assertThat(applied).isPositive();
      assertThat(Schema.migrate(database.dataSource())).isZero();
      try (Connection connection = database.dataSource().getConnection();
          ResultSet rows =
              connection
                  .createStatement()
                  .executeQuery("SELECT count(*) FROM flyway_schema_history")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(applied);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "100.1", "'NaN'", "0.5e3"})
  void refusesAScoreThatIsNotFrom0To100(String score) {
    assertThatThrownBy(() -> DATABASE.execute(ring("r" + score.hashCode(), score)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("score_check");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "100"})
  void takesAScoreAtEitherEnd(String score) throws SQLException {
    DATABASE.execute(ring("end" + score, score));
  }

  private static String ring(String id, String score) {
    return "INSERT INTO rings VALUES ('"
        + id.replace("'", "")
        + "', "
        + score
        + ", 3, 3, now(), now(), NULL, '[]', '[]', 0)";
  }

  private static List<String> ask(String question) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Connection connection = DATABASE.dataSource().getConnection();
        ResultSet rows = connection.createStatement().executeQuery(question)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }
}
