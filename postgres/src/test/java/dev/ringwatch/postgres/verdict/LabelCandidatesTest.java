package dev.ringwatch.postgres.verdict;

import static dev.ringwatch.postgres.verdict.Judgement.ABUSIVE;
import static dev.ringwatch.postgres.verdict.Judgement.UNSURE;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.MARIA;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOW;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.verdict.LabelCandidates.Candidate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelCandidatesTest {

  @AutoClose private static final VerdictDatabase DATABASE = new VerdictDatabase();
  private static final Instant SINCE = NOW.minus(Duration.ofDays(7));

  private final LabelCandidates candidates = new LabelCandidates(DATABASE.database.dataSource());

  /**
   * Scores of 90 to 87; that of a is of a ring, now, and was of nights; what raises that of b is
   * neither what verdicts taught nor the rest.
   */
  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
    DATABASE.database.execute(
        "TRUNCATE listed; UPDATE accounts SET last_event_at = '%1$s', scored_at = '%1$s'"
                .formatted(NOW)
            + "; UPDATE accounts SET ring_id = 'r' WHERE account_id IN ('b', 'c')");
    score("a", NOW.minusSeconds(3_600), "night_share", 80);
    score("a", NOW, "ring", 60);
    DATABASE.database.execute(
        "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
            + " reasons) VALUES ('b', '%s', 89, 89, 0,".formatted(NOW)
            + " '[{\"name\":\"verdicts_ring\",\"points\":50},{\"name\":\"rhythm\",\"points\":-9},"
            + "{\"name\":\"bursts\",\"points\":8},{\"name\":\"other\",\"points\":40}]')");
  }

  private static void score(String account, Instant at, String reason, int points)
      throws SQLException {
    DATABASE.database.execute(
        ("INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
                + " reasons) VALUES ('%s', '%s', 80, 80, 0,"
                + " '[{\"name\":\"%s\",\"points\":%d},{\"name\":\"rhythm\",\"points\":20}]')")
            .formatted(account, at, reason, points));
  }

  private List<String> open(double threshold) throws SQLException {
    return candidates.open(threshold, 20, SINCE).stream().map(Candidate::account).toList();
  }

  @Test
  void areWhoNobodyHasDecidedAbout() throws SQLException {
    assertThat(candidates.open(70, 20, SINCE))
        .containsExactly(
            new Candidate("a", 90, "ring", null),
            new Candidate("b", 89, "bursts", "r"),
            new Candidate("c", 88, "", "r"),
            new Candidate("d", 87, "", null));
    assertThat(candidates.open(70, 20, NOW.plusSeconds(1))).isEmpty();
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", UNSURE));
    DATABASE.database.execute(
        "INSERT INTO listed (kind, what, value, reason, created_by, created_at)"
            + " VALUES ('allow', 'account', 'c', 'ours', 'operator 1', now())");
    assertThat(open(70)).containsExactly("d");
    DATABASE.withdraw(1, MARIA);
    assertThat(open(70)).containsExactly("a", "d");
  }

  @Test
  void areOnBothSidesOfTheThresholdButNotFarBelow() throws SQLException {
    assertThat(open(88.5)).containsExactly("a", "b", "c", "d");
    assertThat(open(107.5)).containsExactly("a", "b", "c");
    assertThat(open(90)).contains("a");
    assertThat(open(110.5)).isEmpty();
  }

  /** Of many the nearest are there, and the highest. */
  @Test
  void areNearTheThresholdHoweverManyScoreHigher() throws SQLException {
    DATABASE.database.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at)"
            + " SELECT 'n' || n, now(), now(), 1, 0, n / 30.0, 'high', 50, 0, now()"
            + " FROM generate_series(1, 3000) n");
    assertThat(open(50))
        .hasSize(LabelCandidates.MOST)
        .contains("n1499", "n1500", "n1000", "n1999", "n3000", "n2505")
        .doesNotContain("n999", "n2000", "n2400");
  }

  @Test
  void areOfNoRingThatWasDecidedAbout() throws SQLException {
    DATABASE.give(MARIA, VerdictDatabase.ring(ABUSIVE, NewVerdict.Members.NONE));
    assertThat(open(70)).containsExactly("a", "d");
    DATABASE.withdraw(1, MARIA);
    assertThat(open(70)).containsExactly("a", "b", "c", "d");
  }

  /** Whom it has drawn comes to the queue by itself, and by chance alone. */
  @Test
  void leaveTheRandomSampleAlone() throws SQLException {
    assertThat(candidates.sampled()).isZero();
    DATABASE.database.execute(
        "INSERT INTO audit_draws VALUES ('2026-11-25', 100, 1, now()); INSERT INTO audit_items"
            + " (account_id, day, inclusion_probability, drawn_at) VALUES ('b', '2026-11-25', 0.01,"
            + " now())");
    assertThat(open(70)).containsExactly("a", "c", "d");
    assertThat(candidates.sampled()).isOne();
    DATABASE.give(MARIA, account("b", UNSURE));
    assertThat(candidates.sampled()).isZero();
  }

  /** By what they stood out when they were. */
  @Test
  void saysWhichKindsWereDecidedAbout() throws SQLException {
    assertThat(candidates.judged(SINCE)).isEmpty();
    score("a", NOW.plusSeconds(60), "night_share", 80);
    DATABASE.give(MARIA, account("a", ABUSIVE), account("c", ABUSIVE), account("d", UNSURE));
    assertThat(candidates.judged(SINCE)).containsOnlyKeys("ring").containsEntry("ring", 1);
    assertThat(candidates.judged(NOW.plusSeconds(1))).isEmpty();
  }
}
