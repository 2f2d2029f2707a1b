package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Bar;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.pipeline.ScoreStep;
import gg.jte.Content;
import java.util.List;
import java.util.Optional;

/**
 * A reason.
 *
 * @param points what it adds, with its sign
 * @param bar the same as a bar
 * @param sentence it in words
 * @param href what it rests on; empty if that has no page
 */
record Part(String points, Content bar, String sentence, Optional<String> href) {

  /** All reasons of one score, on one scale. */
  static List<Part> of(List<Reason> reasons) {
    double longest =
        reasons.stream().mapToDouble(reason -> Math.abs(reason.points())).reduce(1, Math::max);
    return reasons.stream()
        .map(reason ->
            new Part(
                Numbers.points(reason.points()),
                Bar.ofPoints(reason.points(), longest),
                Shown.line(reason.sentence()),
                href(reason.name())))
        .toList();
  }

  /** The page of the hunt that gives a reason, which leads to whom it found. */
  private static Optional<String> href(String name) {
    return name.startsWith(ScoreStep.HUNT)
        ? Optional.of("/hunts/" + name.substring(ScoreStep.HUNT.length()))
        : Optional.empty();
  }
}
