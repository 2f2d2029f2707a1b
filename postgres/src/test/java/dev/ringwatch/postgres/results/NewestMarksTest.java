package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewestMarksTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final NewestMarks marks = new NewestMarks(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE alert_incidents, results_written, rings_written CASCADE");
  }

  @Test
  void isNothingOfAnEmptyDatabase() throws SQLException {
    assertThat(marks.read()).isEqualTo(new Marks(0, 0, 0, Optional.empty(), 0));
  }

  @Test
  void followsWhatIsWritten() throws SQLException {
    DATABASE.execute("INSERT INTO results_written (seq) VALUES (12)");
    DATABASE.execute("INSERT INTO rings_written (at) VALUES ('2026-01-02T03:04:00Z')");
    DATABASE.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, provisional, details, opened_at,"
            + " last_evidence_at, closed_at) SELECT 'k' || n, 'account', CASE WHEN n > 3 THEN"
            + " 'resolved' ELSE 'open' END, false, '{}', now(), now(), CASE WHEN n > 3 THEN now()"
            + " END FROM generate_series(1, 5) n");
    DATABASE.execute(
        "INSERT INTO alert_moves (incident_id, move, at, last_at)"
            + " SELECT id, 'opened', now(), now() FROM alert_incidents");
    assertThat(marks.read())
        .isEqualTo(
            new Marks(lastMove(), 0, 12, Optional.of(Instant.parse("2026-01-02T03:04:00Z")), 3));
  }

  @Test
  void countsNoFurtherThanItSays() throws SQLException {
    DATABASE.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, provisional, details, opened_at,"
            + " last_evidence_at) SELECT 'k' || n, 'account', 'open', false, '{}', now(), now()"
            + " FROM generate_series(1, 1001) n");
    assertThat(marks.read().openIncidents()).isEqualTo(Marks.MOST_COUNTED);
  }

  private static long lastMove() throws SQLException {
    return Long.parseLong(DATABASE.texts("SELECT max(id)::text FROM alert_moves").getFirst());
  }
}
