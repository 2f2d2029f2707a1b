package dev.ringwatch.postgres.verdict;

import static dev.ringwatch.postgres.verdict.Judgement.ABUSIVE;
import static dev.ringwatch.postgres.verdict.Judgement.BENIGN;
import static dev.ringwatch.postgres.verdict.Judgement.UNSURE;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.MARIA;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOAH;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.NOW;
import static dev.ringwatch.postgres.verdict.VerdictDatabase.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.feature.Feature;
import dev.ringwatch.postgres.verdict.JudgedFeatures.Judged;
import dev.ringwatch.postgres.verdict.JudgedFeatures.Scores;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgedFeaturesTest {

  @AutoClose private static final VerdictDatabase DATABASE = new VerdictDatabase();

  private final JudgedFeatures judged = new JudgedFeatures(DATABASE.database.dataSource());

  /** All but d have features, of a score that was made an hour ago. */
  @BeforeEach
  void reset() throws SQLException {
    DATABASE.reset();
    DATABASE.database.execute(
        "TRUNCATE account_features; UPDATE accounts SET ring_id = 'r', ring_score = 80, events = 9"
            + " WHERE account_id IN ('b', 'c')");
    score(NOW.minus(Duration.ofHours(1)).toString(), 12);
  }

  private static void score(String at, int events) throws SQLException {
    DATABASE.database.execute(
        ("INSERT INTO account_features (account_id, as_of, features, peer_group)"
                + " SELECT account_id, '%s', '{\"events\": %d, \"gone_since\": 1}', 'login'"
                + " FROM accounts WHERE account_id <> 'd'"
                + " ON CONFLICT (account_id) DO UPDATE SET as_of = EXCLUDED.as_of,"
                + " features = EXCLUDED.features; INSERT INTO risk_scores (account_id, scored_at,"
                + " risk_score, anomaly_score, ring_score, reasons)"
                + " SELECT account_id, '%s', 50, %d, ring_score, '[]' FROM accounts")
            .formatted(at, events, at, events));
  }

  @Test
  void keepsWhatAnAccountWasLikeWhateverBecomesOfIt() throws SQLException {
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", BENIGN));
    score(NOW.toString(), 70);
    List<Judged> standing = judged.standing();
    assertThat(standing)
        .extracting(one -> one.vector().account().value())
        .containsExactly("a", "b");
    Judged a = standing.getFirst();
    assertThat(a.vector().value(Feature.EVENTS)).isEqualTo(12);
    assertThat(a.vector().value(Feature.SESSIONS)).isNaN();
    assertThat(a.vector().peerGroup()).isEqualTo("login");
    assertThat(a.anomaly()).as("that of the same tick as the features").isEqualTo(12);
    assertThat(a.abusive()).isTrue();
    assertThat(a.at()).isEqualTo(NOW);
    Judged b = standing.getLast();
    assertThat(b.vector().events()).isEqualTo(9);
    assertThat(b.ring()).isEqualTo(80);
    assertThat(b.ringId()).isEqualTo("r");
    assertThat(b.abusive()).isFalse();
  }

  @Test
  void givesWhatStandsOfWhomItIsKnown() throws SQLException {
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", ABUSIVE), account("d", ABUSIVE));
    DATABASE.give(NOAH, account("a", BENIGN), account("b", UNSURE));
    assertThat(judged.standing())
        .extracting(one -> one.vector().account().value() + one.abusive())
        .containsExactly("afalse");
    DATABASE.withdraw(4, NOAH);
    assertThat(judged.standing())
        .extracting(one -> one.vector().account().value() + one.abusive())
        .containsExactly("atrue");
  }

  @Test
  void keepsThoseOfMembersWhoAreJudgedWithTheirRing() throws SQLException {
    DATABASE.give(MARIA, VerdictDatabase.ring(ABUSIVE, NewVerdict.Members.ALL));
    assertThat(judged.standing())
        .extracting(one -> one.vector().account().value())
        .containsExactly("b", "c");
  }

  @Test
  void knowsWhoIsInTheRandomSampleWhateverStandsLater() throws SQLException {
    DATABASE.database.execute(
        "INSERT INTO audit_draws VALUES ('2026-11-25', 100, 1, now()); INSERT INTO audit_items"
            + " (account_id, day, inclusion_probability, drawn_at) VALUES ('a', '2026-11-25', 0.01,"
            + " now())");
    DATABASE.give(MARIA, account("a", ABUSIVE), account("b", BENIGN));
    DATABASE.give(NOAH, account("a", BENIGN));
    assertThat(judged.standing())
        .extracting(one -> one.audited() + " " + one.inclusionProbability() + " " + one.abusive())
        .containsExactly("true 0.01 false", "false 1.0 false");
    assertThat(judged.scores())
        .containsExactly(
            new Scores(12, 0, false, true, NOW), new Scores(12, 80, false, false, NOW));
  }

  @Test
  void givesScoresInTheOrderInWhichTheyWereDecidedAbout() throws SQLException {
    DATABASE.give(
        MARIA,
        account("a", BENIGN),
        VerdictDatabase.imported("c", ABUSIVE, NOW.minus(Duration.ofMinutes(5))));
    assertThat(judged.scores())
        .containsExactly(
            new Scores(12, 80, true, false, NOW.minus(Duration.ofMinutes(5))),
            new Scores(12, 0, false, false, NOW));
  }

  /** A verdict of last week was not given of what the account did since. */
  @Test
  void hasNoneForWhatWasDecidedElsewhereBeforeTheScore() throws SQLException {
    DATABASE.give(
        MARIA,
        VerdictDatabase.imported("a", ABUSIVE, NOW.minus(Duration.ofMinutes(61))),
        VerdictDatabase.imported("b", ABUSIVE, NOW.minus(Duration.ofMinutes(59))));
    assertThat(judged.standing())
        .extracting(one -> one.vector().account().value())
        .containsExactly("b");
  }

  @Test
  void goesWithTheEventsOfItsDay() throws SQLException {
    DATABASE.give(MARIA, account("a", ABUSIVE));
    assertThat(judged.forgetBefore(NOW)).isZero();
    assertThat(judged.forgetBefore(NOW.plusMillis(1))).isEqualTo(1);
    assertThat(judged.standing()).isEmpty();
  }
}
