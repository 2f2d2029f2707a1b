package dev.ringwatch.app.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.calibrate.CalibrationConfig;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.threshold.NewThreshold;
import dev.ringwatch.postgres.threshold.ThresholdState;
import dev.ringwatch.postgres.threshold.ThresholdsInForce;
import dev.ringwatch.postgres.verdict.CalibrationLabels;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CalibratorTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final CalibrationSettings settings =
      new CalibrationSettings(
          CalibrationConfig.ofDefaults(), Duration.ofDays(1), 30, Duration.ZERO, false);
  private final CalibrationLabels labels = new CalibrationLabels(DATABASE.dataSource());
  private final Calibrator calibrator = new Calibrator(DATABASE.dataSource(), labels, settings);

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute(
        "TRUNCATE verdicts, audit_draws, audit_items, risk_scores, accounts, threshold_history,"
            + " alert_incidents, learned_blends CASCADE");
  }

  /** Accounts of a prefix whose scores are spread evenly up to a score, yesterday at noon. */
  private static void accounts(String prefix, int count, double upTo) throws SQLException {
    DATABASE.execute(
        "INSERT INTO risk_scores (account_id, scored_at, risk_score, anomaly_score, ring_score,"
            + " reasons) SELECT '%s' || n, '2026-11-26T12:00:00Z', round((n * %s / %d)::numeric, 1),"
                .formatted(prefix, upTo, count)
            + " 0, 0, '[]' FROM generate_series(1, %d) n".formatted(count));
    DATABASE.execute(
        "INSERT INTO accounts (account_id, first_event_at, last_event_at, events, enforced_events,"
            + " risk_score, band, anomaly_score, ring_score, scored_at) SELECT account_id,"
            + " scored_at, '2026-11-27T11:00:00Z', 1, 0, risk_score, 'low', 0, 0, scored_at FROM"
            + " risk_scores ON CONFLICT DO NOTHING");
  }

  /** Verdicts about them: drawn at random, or because somebody looked. */
  private static void verdicts(String prefix, int count, String says, boolean audit)
      throws SQLException {
    DATABASE.execute(
        "INSERT INTO verdicts (account_id, verdict, abuse_type, reason, origin,"
            + " inclusion_probability, decided_by, decided_at) SELECT '%s' || n, '%s', %s, '', '%s',"
                .formatted(
                    prefix,
                    says,
                    says.equals("abusive") ? "'spam'" : "NULL",
                    audit ? "audit" : "review")
            + " %s, 'operator 1', '2026-11-26T18:00:00Z' FROM generate_series(1, %d) n"
                .formatted(audit ? "0.01" : "NULL", count));
  }

  /** Scores of before are others, and what was learned from would flatter them. */
  @Test
  void takesNoLabelsOfBeforeVerdictsBeganToMoveScores() throws SQLException {
    accounts("benign", 300, 50);
    accounts("bad", 40, 90);
    verdicts("benign", 300, "benign", true);
    verdicts("bad", 40, "abusive", false);
    assertThat(calibrator.calibrate(70, NOW).state()).isEqualTo(ThresholdState.PROPOSED);
    DATABASE.execute(
        "INSERT INTO learned_blends (state, reason, verdicts, report, weights, spread,"
            + " learned_until, threshold, previous_threshold, proposed_by, proposed_at, decided_by,"
            + " decided_at, decision_reason) VALUES ('approved', 'more', 300, '{}', '{}', '{0}',"
            + " now(), 60, 70, 'system', now(), 'operator 1', '2026-11-27T00:00:00Z', 'good')");
    assertThat(calibrator.calibrate(70, NOW).state()).isEqualTo(ThresholdState.REFUSED);
    DATABASE.execute(
        "UPDATE verdicts SET decided_at = '2026-11-27T06:00:00Z'; INSERT INTO risk_scores"
            + " (account_id, scored_at, risk_score, anomaly_score, ring_score, reasons) SELECT"
            + " account_id, '2026-11-27T05:00:00Z', risk_score, 0, 0, '[]' FROM risk_scores");
    assertThat(calibrator.calibrate(70, NOW).state()).isEqualTo(ThresholdState.PROPOSED);
  }

  private static JsonNode report(NewThreshold found) {
    return JsonMapper.shared().readTree(Objects.requireNonNull(found.basis()).report());
  }

  @Test
  void proposesWhatTheRuleOfTheOrderStatisticSays() throws SQLException {
    accounts("benign", 200, 50);
    accounts("bad", 40, 95);
    verdicts("benign", 200, "benign", true);
    verdicts("bad", 40, "abusive", false);

    NewThreshold found = calibrator.calibrate(70, NOW);

    assertThat(found.state()).isEqualTo(ThresholdState.PROPOSED);
    // Of 200 it takes the highest: 0.98 to the power of 200 is 1.8 %, with the next one 8.9 %. That
    // is 50, which may have been 50.9 for a minute.
    assertThat(found.threshold()).isEqualTo(51.0);
    assertThat(Objects.requireNonNull(found.basis()).benign()).isEqualTo(200);
    assertThat(found.basis().violation()).isCloseTo(0.0176, within(1e-4));
    JsonNode report = report(found);
    assertThat(report.at("/flagged_by_day/0/before").asInt()).as("from 70 on").isEqualTo(11);
    assertThat(report.at("/flagged_by_day/0/after").asInt()).as("from 51 on").isEqualTo(19);
    assertThat(report.at("/changed/flagged_now").asBoolean()).isTrue();
    assertThat(report.at("/changed/count").asInt()).isEqualTo(19 - 11);
    assertThat(report.at("/changed/accounts/0/score").asDouble()).isEqualTo(68.9);
    assertThat(report.at("/curves/roc").size()).isGreaterThan(2);
  }

  /** New accounts have the highest scores of all, and everybody knows how old the others are. */
  @Test
  void showsHowItErrsByAge() throws SQLException {
    accounts("benign", 500, 50);
    accounts("bad", 40, 95);
    verdicts("benign", 500, "benign", true);
    verdicts("bad", 40, "abusive", false);
    DATABASE.execute(
        "UPDATE accounts SET account_created_at = CASE WHEN risk_score > 47 THEN"
            + " '2026-11-26T06:00:00Z'::timestamptz ELSE '2024-01-01T00:00:00Z' END");
    DATABASE.execute("UPDATE accounts SET account_created_at = NULL WHERE account_id = 'bad1'");

    JsonNode groups = report(calibrator.calibrate(70, NOW)).path("groups");

    assertThat(groups.size()).isEqualTo(2);
    assertThat(groups.at("/0/kind").asString()).isEqualTo("account_age");
    assertThat(groups.at("/0/group").asString()).isEqualTo("a year and more");
    assertThat(groups.at("/0/flagged").asInt()).isZero();
    assertThat(groups.at("/0/bound_broken").asBoolean()).isFalse();
    assertThat(groups.at("/1/group").asString()).isEqualTo("under 1 day");
    assertThat(groups.at("/1/benign_audited").asInt()).isEqualTo(30);
    assertThat(groups.at("/0/abusive").asInt() + groups.at("/1/abusive").asInt()).isEqualTo(39);
  }

  @Test
  void refusesWithTheNumberThatItTakes() throws SQLException {
    accounts("benign", 148, 50);
    accounts("bad", 40, 95);
    verdicts("benign", 148, "benign", true);
    verdicts("bad", 40, "abusive", false);

    NewThreshold found = calibrator.calibrate(70, NOW);

    assertThat(found.state()).isEqualTo(ThresholdState.REFUSED);
    assertThat(found.threshold()).isNull();
    assertThat(found.reason()).contains("149");
    assertThat(report(found).at("/threshold").isNull()).isTrue();
  }

  @Test
  void leavesAThresholdThatIsLittleHigherThanItHasToBe() throws SQLException {
    accounts("benign", 200, 50);
    accounts("bad", 40, 95);
    verdicts("benign", 200, "benign", true);
    verdicts("bad", 40, "abusive", false);

    assertThat(calibrator.calibrate(51.5, NOW).state()).isEqualTo(ThresholdState.UNCHANGED);
    assertThat(calibrator.calibrate(51, NOW).state()).isEqualTo(ThresholdState.UNCHANGED);
    assertThat(calibrator.calibrate(52.2, NOW).state()).isEqualTo(ThresholdState.PROPOSED);
    assertThat(calibrator.calibrate(50.9, NOW).state())
        .as("what is too low is never left")
        .isEqualTo(ThresholdState.PROPOSED);
  }

  @Test
  void takesBenignAccountsForAsMuchAsOpenedAnIncident() throws SQLException {
    accounts("benign", 200, 39.5);
    accounts("bad", 40, 95);
    verdicts("benign", 200, "benign", true);
    verdicts("bad", 40, "abusive", false);
    assertThat(calibrator.calibrate(70, NOW).threshold()).as("within its band").isEqualTo(40);

    DATABASE.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional,"
            + " details, opened_at, last_evidence_at, closed_at) VALUES ('account:benign9',"
            + " 'account', 'withdrawn', 'benign9', 72, 'high', true, '{}', '2026-11-26T13:00:00Z',"
            + " now(), now())");
    assertThat(calibrator.calibrate(70, NOW).threshold()).as("between ticks").isEqualTo(72.1);
  }

  @Test
  void leavesOutWhomNobodyCouldTellAndWhoseScoreIsGone() throws SQLException {
    accounts("benign", 200, 50);
    accounts("bad", 40, 95);
    accounts("odd", 10, 95);
    verdicts("benign", 200, "benign", true);
    verdicts("bad", 40, "abusive", false);
    verdicts("odd", 10, "unsure", true);
    verdicts("gone", 5, "benign", true);

    JsonNode report = report(calibrator.calibrate(70, NOW));

    assertThat(report.at("/labels/benign_audited").asInt()).isEqualTo(200);
    assertThat(report.at("/labels/skipped").asInt()).isEqualTo(15);
  }

  @Test
  void weighsLabelsByHowManyAccountsScoreAboutTheSame() throws SQLException {
    accounts("benign", 200, 50);
    accounts("bad", 40, 95);
    // Ten times as many at high scores, of which nobody looked at one: as likely bad as the others.
    accounts("more", 400, 95);
    verdicts("benign", 200, "benign", true);
    verdicts("bad", 40, "abusive", false);

    JsonNode report = report(calibrator.calibrate(70, NOW));

    // Below 50 some are benign, above all labelled ones are bad.
    assertThat(report.at("/precision/value").asDouble()).isGreaterThan(0.9);
    assertThat(report.at("/recall/value").asDouble())
        .as("unweighted it is 21 of 40")
        .isBetween(0.55, 0.95);
  }

  @Test
  void seesBenignAccountsThatWereFlaggedSinceTheThresholdHolds() throws SQLException {
    accounts("benign", 100, 50);
    verdicts("benign", 100, "benign", true);
    verdicts("other", 5, "benign", false);
    LiveFalsePositives live =
        new LiveFalsePositives(
            DATABASE.dataSource(),
            labels,
            new ThresholdsInForce(new IncidentPolicy(48, 40, 70)),
            settings);

    assertThat(live.look(NOW).check().benign()).isEqualTo(100);
    assertThat(live.look(NOW).check().flagged()).as("48, 48.5 to 50").isEqualTo(5);

    DATABASE.execute(
        "INSERT INTO alert_incidents (dedup_key, kind, state, account_id, score, band, provisional,"
            + " details, opened_at, last_evidence_at, closed_at) VALUES ('account:benign1',"
            + " 'account', 'withdrawn', 'benign1', 80, 'high', true, '{}', '2026-11-26T13:00:00Z',"
            + " now(), now())");
    assertThat(live.look(NOW).check().flagged()).as("between ticks, too").isEqualTo(6);

    DATABASE.execute(
        "INSERT INTO threshold_history (kind, origin, state, threshold, previous_threshold, reason,"
            + " proposed_by, proposed_at, decided_by, decided_at, decision_reason,"
            + " effective_from_minute) VALUES ('account', 'hand', 'approved', 49.5, 48, '', 'a',"
            + " now(), 'b', now(), '', extract(epoch FROM '2026-11-25T12:00:00Z'::timestamptz) / 60)");
    LiveFalsePositives.Live later = live.look(NOW);
    assertThat(later.threshold()).isEqualTo(49.5);
    assertThat(later.since()).isEqualTo(Instant.parse("2026-11-26T00:00:00Z"));
    assertThat(later.check().flagged()).as("49.5, 50, and one between ticks").isEqualTo(3);
  }
}
