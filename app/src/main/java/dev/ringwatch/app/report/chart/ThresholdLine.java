package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;

/**
 * A threshold over time: a line of what held, and a dot for each one that was worked out meanwhile.
 *
 * @param from where the axis begins
 * @param to where it ends, after {@code from}
 * @param steps what held from when on, the earliest first, at least one; the first may be earlier
 *     than the axis
 * @param dots what was worked out, and when
 */
public record ThresholdLine(Instant from, Instant to, List<Point> steps, List<Dot> dots) {

  /**
   * A score at a time.
   *
   * @param at when
   * @param score 0 to 100
   */
  public record Point(Instant at, double score) {}

  /**
   * A score that was worked out.
   *
   * @param point when and what
   * @param words what became of it
   */
  public record Dot(Point point, String words) {}

  private static final double WIDTH = 860;
  private static final double HEIGHT = 240;
  private static final Frame FRAME = new Frame(44, 28, 806, 172);
  private static final Scale SCORES = new Scale.Linear(0, 100);

  /** Checks that there is something to draw, and copies the lists. */
  public ThresholdLine {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a line of thresholds needs one that held");
    }
    steps = List.copyOf(steps);
    dots = List.copyOf(dots);
  }

  /** Draws it. */
  public Content draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, "chart", "The threshold of accounts over time");
    TimeScale time = new TimeScale(from, to);
    FRAME.drawGrid(svg, SCORES, "");
    FRAME.drawLabels(svg, time);
    svg.element("path", "d", path(time), "class", "curve");
    for (Dot dot : dots) {
      double x = FRAME.x(time.at(dot.point().at()));
      double y = FRAME.y(SCORES.at(dot.point().score()));
      svg.open("g")
          .title(
              Numbers.score(dot.point().score())
                  + ", "
                  + Numbers.minute(dot.point().at())
                  + " UTC: "
                  + dot.words())
          .element("circle", "cx", x, "cy", y, "r", 3.5, "class", "dot-of-line")
          .close("g");
    }
    svg.text(0, 12, "name", "risk score from which incidents are opened");
    return svg.done();
  }

  private String path(TimeScale time) {
    StringBuilder path = new StringBuilder();
    for (Point step : steps) {
      String x = Svg.number(FRAME.x(time.at(step.at())));
      String y = Svg.number(FRAME.y(SCORES.at(step.score())));
      path.append(path.isEmpty() ? "M" + x + " " : "H" + x + "V").append(y);
    }
    return path.append('H').append(Svg.number(FRAME.right())).toString();
  }
}
