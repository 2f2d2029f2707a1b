package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A curve through the unit square.
 *
 * @param points its points in order of {@code x}; any number, only what differs on paper is drawn
 * @param xName what the horizontal axis counts
 * @param yName what the vertical axis counts
 * @param baseline what guessing would give
 * @param steps whether the curve holds its value until the next point, and does not slope to it
 */
public record Curve(
    List<Point> points, String xName, String yName, Baseline baseline, boolean steps) {

  /**
   * A point of the unit square.
   *
   * @param x 0 to 1
   * @param y 0 to 1
   */
  public record Point(double x, double y) {

    /** Checks the ranges. */
    public Point {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
        throw new IllegalArgumentException("a point of 0 to 1 is not at " + x + ", " + y);
      }
    }
  }

  /**
   * A straight line between the left and the right edge.
   *
   * @param left its height at the left edge, 0 to 1
   * @param right its height at the right edge, 0 to 1
   */
  public record Baseline(double left, double right) {}

  private static final double WIDTH = 420;
  private static final double HEIGHT = 300;
  private static final Frame FRAME = new Frame(52, 34, 356, 222);
  private static final Scale PERCENT = new Scale.Linear(0, 100);

  /** Copies the points. */
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * Draws the curve.
   *
   * @param mark a place on the horizontal axis to mark, 0 to 1; outside of it, none
   */
  public Content draw(double mark) {
    return draw(mark, Optional.empty());
  }

  /** The same with a point on it that was chosen. */
  public Content draw(double mark, Optional<Point> chosen) {
    Svg svg = new Svg(WIDTH, HEIGHT, "chart", yName + " by " + xName);
    FRAME.drawGrid(svg, PERCENT, " %");
    svg.line(
        FRAME.left(), FRAME.y(baseline.left()), FRAME.right(), FRAME.y(baseline.right()), "guess");
    if (mark >= 0 && mark <= 1) {
      double x = FRAME.x(mark);
      svg.line(x, FRAME.top(), x, FRAME.bottom(), "threshold");
      svg.text(x + 5, FRAME.y(0.5) - 6, "name", "at " + Numbers.percent(mark));
    }
    svg.element("path", "d", path(), "class", "curve");
    drawn().forEach(point -> drawTip(svg, point));
    chosen.ifPresent(point -> drawChosen(svg, point));
    FRAME.drawLabels(svg, PERCENT, " %");
    svg.text(FRAME.right(), HEIGHT - 4, "name end", xName);
    svg.text(0, 14, "name", yName);
    return svg.done();
  }

  private void drawChosen(Svg svg, Point point) {
    svg.element(
        "circle", "cx", FRAME.x(point.x()), "cy", FRAME.y(point.y()), "r", 5, "class", "chosen");
    drawTip(svg, point);
  }

  private void drawTip(Svg svg, Point point) {
    String y = yName + " " + Numbers.percent(point.y());
    svg.open("g", "data-tip", y + " at " + xName + " " + Numbers.percent(point.x()))
        .element(
            "circle", "cx", FRAME.x(point.x()), "cy", FRAME.y(point.y()), "r", 7, "class", "hit")
        .close("g");
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (Point point : drawn()) {
      String x = Svg.number(FRAME.x(point.x()));
      String y = Svg.number(FRAME.y(point.y()));
      if (path.isEmpty()) {
        path.append('M').append(x).append(' ').append(y);
      } else if (steps) {
        path.append('H').append(x).append('V').append(y);
      } else {
        path.append('L').append(x).append(' ').append(y);
      }
    }
    return path.toString();
  }

  /** The points that lie at least two units from the one before, with the first and the last. */
  private List<Point> drawn() {
    List<Point> drawn = new ArrayList<>();
    for (Point point : points) {
      if (drawn.isEmpty() || point.equals(points.getLast()) || isApart(drawn.getLast(), point)) {
        drawn.add(point);
      }
    }
    return drawn;
  }

  private static boolean isApart(Point one, Point other) {
    return Math.abs(one.x() - other.x()) * FRAME.width() >= 2
        || Math.abs(one.y() - other.y()) * FRAME.height() >= 2;
  }
}
