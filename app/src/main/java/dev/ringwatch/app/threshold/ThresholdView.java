package dev.ringwatch.app.threshold;

import dev.ringwatch.alert.IncidentPolicy;
import dev.ringwatch.calibrate.FalsePositiveCheck;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.event.Tick;
import dev.ringwatch.postgres.threshold.CalibrationBasis;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A threshold as it is shown. Names are a contract of the HTTP interface.
 *
 * @param effectiveFrom from when on it holds; null if it does not, or is about to
 */
record ThresholdView(
    long id,
    String kind,
    String state,
    @Nullable Double threshold,
    double previousThreshold,
    String reason,
    @Nullable BasisView basis,
    String proposedBy,
    Instant proposedAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String decisionReason,
    @Nullable Instant effectiveFrom) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double CONFIDENCE = 0.95;

  /** What it rests on, but for the report. */
  record BasisView(
      double maxFpr,
      double confidence,
      long benign,
      @Nullable Double violationProbability,
      Instant windowFrom,
      Instant windowTo) {

    static @Nullable BasisView of(@Nullable CalibrationBasis basis) {
      return basis == null
          ? null
          : new BasisView(
              basis.maxFpr(),
              basis.confidence(),
              basis.benign(),
              basis.violation(),
              basis.from(),
              basis.to());
    }
  }

  /** What holds. */
  record InForce(double account, double watched, double ring) {

    static InForce of(IncidentPolicy policy) {
      return new InForce(policy.accountFrom(), policy.watchedFrom(), policy.ringFrom());
    }
  }

  /** What was seen of benign accounts since the threshold holds. */
  record LiveView(
      double threshold,
      double maxFpr,
      Instant since,
      long benign,
      long flagged,
      double pValue,
      double low,
      double high) {

    static LiveView of(LiveFalsePositives.Live live) {
      FalsePositiveCheck check = live.check();
      Interval interval = check.interval(CONFIDENCE);
      return new LiveView(
          live.threshold(),
          check.maxRate(),
          live.since(),
          check.benign(),
          check.flagged(),
          check.pValue(),
          interval.low(),
          interval.high());
    }
  }

  /** A page, and how things stand. */
  record Page(
      InForce inForce, LiveView live, List<ThresholdView> thresholds, @Nullable String next) {}

  /** One with its report; null if a person chose it. */
  record Whole(ThresholdView threshold, @Nullable JsonNode report) {

    static Whole of(KeptThreshold kept) {
      CalibrationBasis basis = kept.basis();
      return new Whole(
          ThresholdView.of(kept), basis == null ? null : JSON.readTree(basis.report()));
    }
  }

  static ThresholdView of(KeptThreshold kept) {
    KeptThreshold.Decision decision = kept.decision();
    Tick from = kept.effectiveFrom();
    return new ThresholdView(
        kept.id(),
        kept.kind().label(),
        kept.state().word(),
        kept.threshold(),
        kept.previous(),
        kept.reason(),
        BasisView.of(kept.basis()),
        kept.proposed().by(),
        kept.proposed().at(),
        decision == null ? null : decision.act().by(),
        decision == null ? null : decision.act().at(),
        decision == null ? null : decision.reason(),
        from == null ? null : from.start());
  }
}
