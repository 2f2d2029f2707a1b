package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import gg.jte.Content;
import java.util.List;

/**
 * A reason.
 *
 * @param points what it adds, with its sign
 * @param bar the same as a bar
 * @param sentence it in words
 */
record Part(String points, Content bar, String sentence) {

  /** All reasons of one score, on one scale. */
  static List<Part> of(List<Reason> reasons) {
    double longest =
        reasons.stream().mapToDouble(reason -> Math.abs(reason.points())).reduce(1, Math::max);
    return reasons.stream()
        .map(reason ->
            new Part(
                Numbers.points(reason.points()),
                Bar.ofPoints(reason.points(), longest),
                Shown.line(reason.sentence())))
        .toList();
  }
}
