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
