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

/**
 * Reads what verdicts are worth: whom to decide about next, and what each hundred bought. Safe for
 * threads.
 */
final class LabelReader {

  /** So far below the threshold an account may be and still be proposed. */
  private static final double BELOW = 20;

  private static final Duration ACTIVE = Duration.ofDays(7);
  private static final int MOST = 20;

  private final LabelCandidates candidates;
  private final JudgedFeatures features;
  private final RiskBlend blend;
  private final ThresholdDesk thresholds;
  private final CalibrationSettings settings;
  private final InstantSource clock;

  LabelReader(
      LabelCandidates candidates,
      JudgedFeatures features,
      RiskBlend blend,
      ThresholdDesk thresholds,
      CalibrationSettings settings,
      InstantSource clock) {
    this.candidates = candidates;
    this.features = features;
    this.blend = blend;
    this.thresholds = thresholds;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What verdicts are worth. Names are a contract.
   *
   * @param next whom to decide about next, at most {@value #MOST}
   * @param bought what each hundred verdicts bought, in the order of time
   */
  record Worth(List<LabelProposals.Proposal> next, List<LabelCurve.Point> bought) {}

  /** Looks. Reads the features of all verdicts, and the scores of 2,000 accounts. */
  Worth look() throws SQLException {
    double threshold = thresholds.ofAccounts();
    Instant since = clock.instant().minus(ACTIVE);
    return new Worth(
        LabelProposals.of(
            candidates.open(Math.max(0, threshold - BELOW), since),
            candidates.judged(),
            threshold,
            MOST),
        LabelCurve.of(Judgements.of(features, blend).accounts(), settings.bound()));
  }
}
