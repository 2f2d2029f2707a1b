package dev.ringwatch.app.learned;

import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.threshold.ThresholdDesk;
import dev.ringwatch.postgres.verdict.JudgedFeatures;
import dev.ringwatch.postgres.verdict.LabelCandidates;
import dev.ringwatch.risk.RiskBlend;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads what verdicts are worth: whom to decide about next, and what each hundred bought. Safe for
 * threads.
 */
final class LabelReader {

  /** So far below the threshold an account may be and still be proposed. */
  private static final double BELOW = 20;

  /** Who was not active for so long need not be judged. */
  private static final Duration ACTIVE = Duration.ofDays(7);

  /** What was judged before is another time's abuse. */
  private static final Duration JUDGED = Duration.ofDays(90);

  private static final int MOST = 20;

  private final LabelCandidates candidates;
  private final JudgedFeatures features;
  private final RiskBlend blend;
  private final ThresholdDesk thresholds;
  private final CalibrationSettings settings;
  private final InstantSource clock;

  LabelReader(
      DataSource dataSource,
      RiskBlend blend,
      ThresholdDesk thresholds,
      CalibrationSettings settings,
      InstantSource clock) {
    this.candidates = new LabelCandidates(dataSource);
    this.features = new JudgedFeatures(dataSource);
    this.blend = blend;
    this.thresholds = thresholds;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What verdicts are worth. Names are a contract.
   *
   * @param threshold from which score on incidents are opened
   * @param next whom to decide about next, at most {@value #MOST}
   * @param sample the random sample
   * @param bought what each hundred verdicts bought, in the order of time
   */
  record Worth(
      double threshold,
      List<LabelProposals.Proposal> next,
      Sample sample,
      List<LabelCurve.Point> bought) {}

  /**
   * The random sample. Names are a contract.
   *
   * @param waiting how many of it wait in the queue
   * @param needed how many benign accounts of it a threshold that keeps the bound takes
   */
  record Sample(int waiting, long needed) {}

  /** The bound on false positives in words. */
  String bound() {
    return settings.bound().words();
  }

  /**
   * Looks: reads the scores of all verdicts, and of some {@value LabelCandidates#MOST} accounts.
   */
  Worth look() throws SQLException {
    double threshold = thresholds.ofAccounts();
    Instant now = clock.instant();
    LabelProposals proposals =
        new LabelProposals(
            candidates.open(threshold, BELOW, now.minus(ACTIVE)),
            candidates.judged(now.minus(JUDGED)),
            threshold);
    LabelCurve curve = new LabelCurve(settings.bound(), settings.config().grid());
    return new Worth(
        threshold,
        proposals.choose(MOST),
        new Sample(candidates.sampled(), settings.bound().smallestSample()),
        curve.of(features.scores().stream().map(this::decided).toList()));
  }

  private LabelCurve.Decided decided(JudgedFeatures.Scores judged) {
    return new LabelCurve.Decided(
        blend.score(judged.anomaly(), judged.ring(), List.of()),
        judged.abusive(),
        judged.audited(),
        judged.at());
  }
}
