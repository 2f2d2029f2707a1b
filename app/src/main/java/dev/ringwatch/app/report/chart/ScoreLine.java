package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * An account's score over time, with the threshold that held.
 *
 * @param from where the axis begins
 * @param to where it ends, after {@code from}
 * @param scores the score from when on, the earliest first, at least one and none after the end
 * @param thresholds what held from when on, the earliest first; the first may be earlier than the
 *     axis; empty if that is not known
 */
public record ScoreLine(
    Instant from,
    Instant to,
    List<ThresholdLine.Point> scores,
    List<ThresholdLine.Point> thresholds) {

  private static final double WIDTH = 600;
  private static final double HEIGHT = 220;
  private static final Frame FRAME = new Frame(36, 12, 554, 172);
  private static final Scale SCORES = new Scale.Linear(0, 100);

  /** With more of them than this, dots would cover the line. */
  private static final int MAX_DOTS = 80;

  /** Checks that there is something to draw, and copies the lists. */
  public ScoreLine {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("a line of scores needs one score at least");
    }
    scores = List.copyOf(scores);
    thresholds = List.copyOf(thresholds);
  }

  /** Draws it. */
  public Content draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, "chart score-line", "The risk score over time");
    TimeScale time = new TimeScale(from, to);
    FRAME.drawGrid(svg, SCORES, "");
    FRAME.drawLabels(svg, time);
    if (!thresholds.isEmpty()) {
      svg.element("path", "d", path(time, thresholds), "class", "threshold outline");
      ThresholdLine.Point last = thresholds.getLast();
      double y = FRAME.y(SCORES.at(last.score()));
      // On the side where the line of scores is not.
      boolean isAbove = scores.getFirst().score() >= last.score();
      svg.text(
          FRAME.left() + 6,
          isAbove ? y + 14 : y - 5,
          "name",
          "incidents from " + Numbers.score(last.score()));
    }
    svg.element("path", "d", path(time, scores), "class", "curve");
    if (scores.size() <= MAX_DOTS) {
      scores.forEach(point -> drawDot(svg, time, point));
    }
    return svg.done();
  }

  private static void drawDot(Svg svg, TimeScale time, ThresholdLine.Point point) {
    svg.open("g")
        .title(Numbers.score(point.score()) + ", " + Numbers.minute(point.at()) + " UTC")
        .element(
            "circle",
            "cx",
            FRAME.x(time.at(point.at())),
            "cy",
            FRAME.y(SCORES.at(point.score())),
            "r",
            3.5,
            "class",
            "dot-of-line")
        .close("g");
  }

  private static String path(TimeScale time, List<ThresholdLine.Point> points) {
    StringBuilder path = new StringBuilder();
    for (ThresholdLine.Point point : points) {
      String x = Svg.number(FRAME.x(time.at(point.at())));
      String y = Svg.number(FRAME.y(SCORES.at(point.score())));
      path.append(path.isEmpty() ? "M" + x + " " : "H" + x + "V").append(y);
    }
    return path.append('H').append(Svg.number(FRAME.right())).toString();
  }
}
