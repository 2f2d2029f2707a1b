package dev.ringwatch.postgres.verdict;

import static dev.ringwatch.postgres.verdict.Judgement.ABUSIVE;
import static dev.ringwatch.postgres.verdict.Judgement.UNSURE;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.MARIA;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.verdict.LabelCandidates.Candidate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelCandidatesTest {

  @AutoClose private static final VerdictDatabase DATABASE = new VerdictDatabase();
  private static final Instant SINCE = Instant.now().minus(Duration.ofDays(1));

  private final LabelCandidates candidates = new LabelCandidates(DATABASE.database.dataSource());

  /** Scores of 90 to 60; that of a stands out by a ring, now, and stood out by nights. */
  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
    DATABASE.database.execute(
        "TRUNCATE listed; INSERT INTO risk_scores (account_id, scored_at, risk_score,"
            + " anomaly_score, ring_score, reasons) VALUES ('a', now() - interval '1 h', 80, 80, 0,"
            + " '[{\"name\":\"night_share\",\"points\":80}]'), ('a', now(), 90, 90, 0,"
            + " '[{\"name\":\"ring\",\"points\":60},{\"name\":\"rhythm\",\"points\":30}]')");
  }

  @Test
  void areWhoNobodyHasDecidedAbout() throws SQLException {
    assertThat(candidates.open(70, SINCE))
        .containsExactly(
            new Candidate("a", 90, "ring"),
            new Candidate("b", 89, ""),
            new Candidate("c", 88, ""),
            new Candidate("d", 87, ""));
    assertThat(candidates.open(89, SINCE)).extracting(Candidate::account).containsExactly("a", "b");
    assertThat(candidates.open(70, Instant.now().plusSeconds(3_600))).isEmpty();
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", UNSURE));
    DATABASE.database.execute(
        "INSERT INTO listed (kind, what, value, reason, created_by, created_at)"
            + " VALUES ('allow', 'account', 'c', 'ours', 'operator 1', now())");
    assertThat(candidates.open(0, SINCE)).extracting(Candidate::account).containsExactly("d");
    DATABASE.withdraw(1, MARIA);
    assertThat(candidates.open(0, SINCE)).extracting(Candidate::account).containsExactly("a", "d");
  }

  /** Whom it has drawn comes to the queue by itself, and by chance alone. */
  @Test
  void leaveTheRandomSampleAlone() throws SQLException {
    DATABASE.database.execute(
        "INSERT INTO audit_draws VALUES ('2026-11-25', 100, 1, now()); INSERT INTO audit_items"
            + " (account_id, day, inclusion_probability, drawn_at) VALUES ('b', '2026-11-25', 0.01,"
            + " now())");
    assertThat(candidates.open(0, SINCE)).extracting(Candidate::account).doesNotContain("b");
  }

  @Test
  void saysWhichKindsWereDecidedAbout() throws SQLException {
    assertThat(candidates.judged()).isEmpty();
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", ABUSIVE), account("c", UNSURE));
    assertThat(candidates.judged()).containsOnlyKeys("", "ring").containsEntry("ring", 1);
  }
}
