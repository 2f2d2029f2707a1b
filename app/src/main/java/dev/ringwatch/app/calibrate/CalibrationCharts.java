package dev.ringwatch.app.calibrate;

import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import dev.ringwatch.calibrate.OperatingPoint;
import dev.ringwatch.calibrate.Outcome;
import dev.ringwatch.calibrate.RankingQuality;
import gg.jte.Content;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Draws the curves and the scores, with the threshold in them.
 *
 * @param findings what is drawn
 */
record CalibrationCharts(Findings findings) {

  private static final int MAX_POINTS = 2_000;

  private OptionalDouble threshold() {
    return findings.calibrated().outcome() instanceof Outcome.Chosen chosen
        ? OptionalDouble.of(chosen.threshold())
        : OptionalDouble.empty();
  }

  private Optional<OperatingPoint> point(RankingQuality quality) {
    OptionalDouble threshold = threshold();
    return threshold.isPresent()
        ? Optional.of(quality.at(threshold.getAsDouble()))
        : Optional.empty();
  }

  /** Of labelled accounts by kind. */
  Content scores() {
    return new ClassOutlines(binned(true), binned(false)).draw(threshold());
  }

  private List<Long> binned(boolean abusive) {
    return ScoreHistogram.binned(
        findings.labelled().scores().stream()
            .filter(label -> label.abusive() == abusive)
            .mapToDouble(label -> label.score()));
  }

  Content roc(RankingQuality quality) {
    return new Curve(
            quality.rocCurve(MAX_POINTS).stream().map(CalibrationCharts::onRoc).toList(),
            "benign accounts flagged",
            "abusive accounts found",
            new Curve.Baseline(0, 1),
            false)
        .draw(findings.config().bound().maxRate(), point(quality).map(CalibrationCharts::onRoc));
  }

  Content precisionRecall(RankingQuality quality) {
    double share = quality.positives() / ((double) quality.positives() + quality.negatives());
    return new Curve(
            quality.precisionRecallCurve(MAX_POINTS).stream()
                .map(CalibrationCharts::onPrecision)
                .toList(),
            "abusive accounts found",
            "flagged accounts that are abusive",
            new Curve.Baseline(share, share),
            true)
        .draw(-1, point(quality).map(CalibrationCharts::onPrecision));
  }

  private static Curve.Point onRoc(OperatingPoint point) {
    return new Curve.Point(point.falsePositiveRate(), point.recall());
  }

  private static Curve.Point onPrecision(OperatingPoint point) {
    return new Curve.Point(point.recall(), point.precision());
  }
}
