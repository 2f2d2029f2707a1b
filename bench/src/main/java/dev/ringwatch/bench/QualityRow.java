package dev.ringwatch.bench;

import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.calibrate.Resampling;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the quality table.
 *
 * @param set the data set
 * @param method who ranked it
 * @param accounts labelled accounts, or rows of a table; 0 if not known
 * @param positives how many of them are abusive; 0 if not known
 * @param rocAuc 0 to 1, NaN if not known; so are the others
 * @param averagePrecision 0 to 1
 * @param interval of the average precision, if it could be drawn
 * @param recallAt2 recall at 2 % false positives, ties counted against it
 */
record QualityRow(
    String set,
    String method,
    int accounts,
    int positives,
    double rocAuc,
    double averagePrecision,
    Optional<Interval> interval,
    double recallAt2) {

  private static final double MAX_FALSE_POSITIVE_RATE = 0.02;
  private static final Resampling RESAMPLING = new Resampling(400, 0.95, 1);

  /** Measures a ranking; empty if one of the labels does not occur. */
  static Optional<QualityRow> of(String set, String method, double[] scores, boolean[] positive) {
    return RankingQuality.of(scores, positive)
        .map(quality ->
            new QualityRow(
                set,
                method,
                scores.length,
                quality.positives(),
                quality.rocAuc(),
                quality.averagePrecision(),
                quality.averagePrecisionInterval(RESAMPLING),
                quality.recallAt(MAX_FALSE_POSITIVE_RATE)));
  }

  /** For a person. */
  String text() {
    return String.format(
        Locale.ROOT,
        "  %-58s AUC %s   AP %s %-13s R@2 %s",
        method,
        text(rocAuc),
        text(averagePrecision),
        interval.map(it -> "[" + text(it.low()) + "-" + text(it.high()) + "]").orElse(""),
        text(recallAt2));
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "    -" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** For a machine: an object on a line of its own; what is not known is null. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"set\":\"%s\",\"method\":\"%s\",\"accounts\":%d,\"positives\":%d,\"roc_auc\":%s,"
            + "\"average_precision\":%s,\"ap_low\":%s,\"ap_high\":%s,\"recall_at_2\":%s}",
        set,
        method.replace("\\", "\\\\").replace("\"", "\\\""),
        accounts,
        positives,
        number(rocAuc),
        number(averagePrecision),
        number(interval.map(Interval::low).orElse(Double.NaN)),
        number(interval.map(Interval::high).orElse(Double.NaN)),
        number(recallAt2));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.6f", value);
  }
}
