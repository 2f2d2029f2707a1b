package dev.ringwatch.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the history of moves makes of incidents that were there before it. */
class IncidentMovesMigrationTest {

  private static final String INCIDENTS =
      """
      INSERT INTO alert_incidents (dedup_key, kind, state, provisional, details, reopens, opened_at,
        last_evidence_at, acknowledged_by, acknowledged_at, closed_at, closed_by, close_reason)
      VALUES
        ('account:a', 'account', 'resolved', false, '{}', NULL, '2026-11-01Z', '2026-11-01Z',
          'operator 1', '2026-11-02Z', '2026-11-03Z', 'operator 2', 'decided'),
        ('account:a', 'account', 'open', false, '{}', 1, '2026-11-04Z', '2026-11-04Z',
          NULL, NULL, NULL, NULL, NULL),
        ('account:b', 'account', 'withdrawn', true, '{}', NULL, '2026-11-05Z', '2026-11-05Z',
          NULL, NULL, '2026-11-06Z', 'ringwatch', 'not confirmed');
      INSERT INTO alert_endpoints (name, url, least_band, kinds, secret, created_at)
      VALUES ('pager', 'https://p.example', 'low', '{account}', '', '2026-11-01Z');
      """;

  @Test
  void keepsWhatIsKnownOfThem() throws SQLException {
    try (TestDatabase database = TestDatabase.empty()) {
      Flyway.configure()
          .dataSource(database.dataSource())
          .locations(Schema.LOCATION)
          .target("20")
          .load()
          .migrate();
      database.execute(INCIDENTS);
      assertThat(Schema.migrate(database.dataSource())).isPositive();
      assertThat(
              database.texts(
                  "SELECT concat_ws(' ', incident_id, move, to_char(at AT TIME ZONE 'UTC', 'DD'), who,"
                      + " nullif(words, '')) FROM alert_moves ORDER BY incident_id, id"))
          .containsExactly(
              "1 opened 01",
              "1 acknowledged 02 operator 1",
              "1 resolved 03 operator 2 decided",
              "2 reopened 04",
              "3 opened 05",
              "3 withdrawn 06 not confirmed");
      assertThat(
              database.texts(
                  "SELECT count(*)::text FROM alert_endpoints WHERE told_from = created_at"))
          .containsExactly("1");
    }
  }
}
