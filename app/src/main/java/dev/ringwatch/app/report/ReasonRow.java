package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import gg.jte.Content;
import java.util.List;

/**
 * A reason as it is shown.
 *
 * @param points what it adds, with its sign
 * @param bar the same as a bar
 * @param name its short name
 * @param sentence it in words
 */
record ReasonRow(String points, Content bar, String name, String sentence) {

  /** All reasons of one score, on one scale. */
  static List<ReasonRow> of(List<Reason> reasons, double longest) {
    return reasons.stream().map(reason -> of(reason, longest)).toList();
  }

  private static ReasonRow of(Reason reason, double longest) {
    return new ReasonRow(
        Numbers.points(reason.points()),
        Bar.ofPoints(reason.points(), longest),
        Shown.name(reason.name()),
        Shown.line(reason.sentence()));
  }

  /** The length of the longest bar, at least 1. */
  static double longest(List<Reason> reasons) {
    return reasons.stream().mapToDouble(reason -> Math.abs(reason.points())).reduce(1, Math::max);
  }
}
