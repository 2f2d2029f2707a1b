package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.app.report.chart.Numbers;
import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * How known accounts are ranked, as it is shown.
 *
 * @param quality the figures
 * @param labelled the curves
 */
record QualityView(Summary.Quality quality, ReportModel.Labelled labelled) {

  private static final double FLAGGED = 0.02;
  private static final double[] RATES = {0.001, 0.005, 0.01, 0.02, 0.05, 0.1};

  /**
   * A point of the ROC curve as a row.
   *
   * @param flagged the share of benign accounts flagged
   * @param found the share of abusive accounts found
   */
  record RateRow(String flagged, String found) {}

  /**
   * What looking at all accounts from a score on means.
   *
   * @param band the band and where it begins
   * @param flagged the share of benign accounts among those looked at in vain (the false-positive
   *     rate)
   * @param found the share of abusive accounts found
   * @param right the share of those looked at that are abusive
   */
  record BandRow(String band, String flagged, String found, String right) {}

  List<BandRow> bands() {
    return labelled.bands().stream()
        .map(at ->
            new BandRow(
                at.band() + ", from " + Numbers.plain(at.from()),
                Numbers.count(at.benign())
                    + " ("
                    + Numbers.percent(at.benign(), quality.benign())
                    + ")",
                Numbers.count(at.abusive())
                    + " ("
                    + Numbers.percent(at.abusive(), quality.abusive())
                    + ")",
                at.abusive() + at.benign() == 0
                    ? "–"
                    : Numbers.percent(at.abusive(), at.abusive() + at.benign())))
        .toList();
  }

  Content roc() {
    return new Curve(
            labelled.roc(),
            "benign accounts flagged",
            "abusive accounts found",
            new Curve.Baseline(0, 1),
            false)
        .draw(FLAGGED);
  }

  Content precisionRecall() {
    long known = Math.max(1, quality.abusive() + quality.benign());
    double share = (double) quality.abusive() / known;
    return new Curve(
            labelled.precisionRecall(),
            "abusive accounts found",
            "flagged accounts that are abusive",
            new Curve.Baseline(share, share),
            true)
        .draw(-1);
  }

  List<RateRow> rates() {
    return DoubleStream.of(RATES)
        .mapToObj(rate -> new RateRow(Numbers.percent(rate), Numbers.percent(found(rate))))
        .toList();
  }

  /** At least so much is found: the curve may have been thinned, the figure at 2 % is exact. */
  private double found(double rate) {
    if (rate == FLAGGED) {
      return quality.recallAtTwoPercent();
    }
    return labelled.roc().stream()
        .filter(point -> point.x() <= rate)
        .mapToDouble(Curve.Point::y)
        .reduce(rate > FLAGGED ? quality.recallAtTwoPercent() : 0, Math::max);
  }

  String guessing() {
    return Numbers.percent(quality.abusive(), quality.abusive() + quality.benign());
  }

  String auc() {
    return share(quality.rocAuc());
  }

  String averagePrecision() {
    return share(quality.averagePrecision());
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
