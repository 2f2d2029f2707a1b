package dev.ringwatch.app.models;

import dev.ringwatch.app.page.Frame;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Panel;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.watch.Drift;
import gg.jte.Content;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far accounts are from what they were when the model in force was learned.
 *
 * @param frame what stands around it
 * @param content the figures, which may fail
 */
record ModelDrift(Frame frame, Panel<Figures> content) {

  private static final double WIDEST = 2;
  private static final double PERCENT = 100;

  /**
   * The figures.
   *
   * @param scores how far anomaly scores have moved, in a sentence
   * @param rows the features, those that moved most first; empty if too little is known
   * @param counted when it was looked
   */
  record Figures(String scores, List<Row> rows, Moment counted) {}

  /**
   * A feature.
   *
   * @param name what it is called
   * @param index its stability index
   * @param limit from where it counts as moved
   * @param state whether it does, in words
   * @param bar the index as a part of twice the limit
   * @param accounts of how many accounts it is known today
   */
  record Row(String name, String index, String limit, String state, Content bar, String accounts) {}

  /**
   * A feature, for a file.
   *
   * @param feature its name
   * @param drift how far it moved
   */
  record Moved(String feature, Drift drift) {}

  static Row row(Moved moved) {
    Drift drift = moved.drift();
    double share = Math.min(PERCENT, PERCENT * drift.share() / WIDEST);
    return new Row(
        moved.feature().replace('_', ' '),
        three(drift.index()),
        three(drift.limit()),
        drift.isMoved() ? "moved" : "as it was",
        Bar.ofRisk(share, drift.isMoved() ? "high" : "low"),
        Numbers.count(drift.now()));
  }

  /** How far anomaly scores have moved, in a sentence. */
  static String scores(Optional<Moved> scores) {
    if (scores.isEmpty()) {
      return "Of anomaly scores nothing is said: it takes "
          + Numbers.count(Drift.FEWEST)
          + " accounts that were learned from, and as many that are scored under the model.";
    }
    Drift drift = scores.get().drift();
    return "Anomaly scores of "
        + Numbers.count(drift.now(), "account")
        + " under the model "
        + Shown.name(scores.get().feature())
        + (drift.isMoved()
            ? " are spread otherwise than when it was learned"
            : " are spread as when it was learned")
        + ": stability index "
        + three(drift.index())
        + ", moved from "
        + three(drift.limit())
        + " on.";
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
