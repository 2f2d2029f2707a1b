package dev.ringwatch.postgres.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.threshold.DayScores.Scored;
import dev.ringwatch.postgres.threshold.FlaggedDays.FlaggedDay;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DayScoresTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final DayScores scores = new DayScores(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE risk_scores, accounts, alert_incidents CASCADE");
  }

  private static void score(String account, String at, double score) throws SQLException {
    DATABASE.execute(
        "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
            + " reasons) VALUES ('%s', '%s', %s, 0, 0, '[]')".formatted(account, at, score));
  }

  @Test
  void takesTheHighestOfEachDayAlone() throws SQLException {
    score("a", "2026-11-22T23:59:00Z", 99);
    score("a", "2026-11-23T00:00:00Z", 10.3);
    score("a", "2026-11-23T23:59:00Z", 70);
    score("a", "2026-11-24T00:00:00Z", 5);
    score("b", "2026-11-23T12:00:00Z", 33.3);
    score("c", "2026-11-25T00:00:00Z", 80);

    List<double[]> days = scores.between(MONDAY, Instant.parse("2026-11-25T00:00:00Z"));

    assertThat(days).hasSize(2);
    assertThat(days.get(0)).containsExactly(33.3, 70);
    assertThat(days.get(1)).containsExactly(5);
    assertThat(scores.between(MONDAY.minusSeconds(86_400 * 9), MONDAY.minusSeconds(86_400)))
        .isEmpty();
  }

  @Test
  void findsWhomOneThresholdFlagsAndTheOtherDoesNot() throws SQLException {
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT 'u' || n, now(),"
            + " now() - CASE WHEN n = 75 THEN interval '2 days' ELSE interval '0' END, 1, 0, n,"
            + " 'low', 0, 0, now() FROM generate_series(60, 90) n");
    Instant yesterday = Instant.now().minusSeconds(86_400);

    DayScores.Between between = scores.accounts(70, 80, yesterday, 3);

    assertThat(between.count()).as("70 to 79 without 75").isEqualTo(9);
    assertThat(between.highest())
        .containsExactly(new Scored("u79", 79), new Scored("u78", 78), new Scored("u77", 77));
    assertThat(scores.accounts(95, 99, yesterday, 3))
        .isEqualTo(new DayScores.Between(0, List.of()));
  }

  @Test
  void knowsOnWhichDaysIncidentsWereOpened() throws SQLException {
    DATABASE.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional,"
            + " details, opened_at, last_evidence_at, closed_at) SELECT 'account:a', 'account',"
            + " 'withdrawn', 'a', 80, 'high', true, '{}', at, at, at FROM (VALUES"
            + " ('2026-11-23T23:59:59Z'::timestamptz), ('2026-11-23T10:00:00Z')) v (at)");

    FlaggedDays days = new FlaggedDays(DATABASE.dataSource());

    assertThat(days.of(List.of("a", "b")))
        .containsOnly(Map.entry(new FlaggedDay("a", MONDAY), 80.0));
    assertThat(days.of(List.of("b"))).isEmpty();
  }
}
