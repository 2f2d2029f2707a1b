package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/**
 * A figure over time, with the time before as a faint line and a bound as a dashed one. The axis
 * begins at zero.
 *
 * @param name what it is
 * @param from where the axis begins
 * @param step how long a step is, above zero
 * @param values of each step, one at least; NaN where it is not known
 * @param before the same of as many steps before; empty if there is nothing to compare with
 * @param bound what it ought to stay below; empty if there is no such thing
 * @param shown how a value is written
 */
public record TrendChart(
    String name,
    Instant from,
    Duration step,
    List<Double> values,
    List<Double> before,
    Optional<Bound> bound,
    DoubleFunction<String> shown) {

  private static final double WIDTH = 420;
  private static final double HEIGHT = 150;
  private static final Frame FRAME = new Frame(50, 10, 360, 112);
  private static final int STEPS = 3;

  /**
   * What a figure ought to stay below.
   *
   * @param value where it lies
   * @param words what it is
   */
  public record Bound(double value, String words) {}

  /** Checks that there is something to draw, and copies the lists. */
  public TrendChart {
    values = List.copyOf(values);
    before = List.copyOf(before);
    if (values.isEmpty() || !step.isPositive()) {
      throw new IllegalArgumentException("a trend needs steps that last");
    }
    if (!before.isEmpty() && before.size() != values.size()) {
      throw new IllegalArgumentException(
          before.size() + " steps before cannot be compared with " + values.size());
    }
  }

  /** Draws it. */
  public Content draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, "chart trend", name + " over time, and in the time before");
    Scale scale = Scale.Linear.upTo(most(), STEPS);
    drawGrid(svg, scale);
    FRAME.drawLabels(svg, new TimeScale(from, at(values.size())));
    bound.ifPresent(it -> drawBound(svg, scale, it));
    drawLine(svg, scale, before, "curve before");
    drawLine(svg, scale, values, "curve");
    for (int i = 0; i < values.size(); i++) {
      drawTip(svg, i);
    }
    return svg.done();
  }

  private double most() {
    double most = bound.map(Bound::value).orElse(0.0);
    for (List<Double> line : List.of(values, before)) {
      for (double value : line) {
        most = Double.isNaN(value) ? most : Math.max(most, value);
      }
    }
    return most;
  }

  private void drawGrid(Svg svg, Scale scale) {
    for (Tick tick : scale.ticks()) {
      double y = FRAME.y(scale.at(tick.value()));
      svg.line(FRAME.left(), y, FRAME.right(), y, "grid");
      svg.text(FRAME.left() - 6, y + 4, "tick end", shown.apply(tick.value()));
    }
    svg.line(FRAME.left(), FRAME.bottom(), FRAME.right(), FRAME.bottom(), "axis");
  }

  private void drawBound(Svg svg, Scale scale, Bound it) {
    double y = FRAME.y(scale.at(it.value()));
    svg.line(FRAME.left(), y, FRAME.right(), y, "threshold");
    svg.text(FRAME.right(), y - 4, "name end", it.words());
  }

  /** Interrupted where nothing is known; one step between two unknown ones is a short line. */
  private void drawLine(Svg svg, Scale scale, List<Double> line, String cssClass) {
    StringBuilder path = new StringBuilder();
    boolean isDrawn = false;
    for (int i = 0; i < line.size(); i++) {
      if (!Double.isNaN(line.get(i))) {
        String y = Svg.number(FRAME.y(scale.at(line.get(i))));
        path.append(isDrawn ? 'L' : 'M')
            .append(Svg.number(FRAME.x((i + 0.5) / line.size())))
            .append(' ')
            .append(y);
        path.append(isDrawn ? "" : "h0.1");
      }
      isDrawn = !Double.isNaN(line.get(i));
    }
    if (!path.isEmpty()) {
      svg.element("path", "d", path, "class", cssClass);
    }
  }

  private void drawTip(Svg svg, int i) {
    double width = FRAME.width() / values.size();
    svg.open("g")
        .title(tip(i))
        .rect(FRAME.left() + i * width, FRAME.top(), width, FRAME.height(), "hit")
        .close("g");
  }

  private String tip(int i) {
    String compared = before.isEmpty() ? "" : ", before " + said(before.get(i));
    return Numbers.minute(at(i)) + " UTC: " + said(values.get(i)) + compared;
  }

  private String said(double value) {
    return Double.isNaN(value) ? "not known" : shown.apply(value);
  }

  private Instant at(int i) {
    return from.plus(step.multipliedBy(i));
  }
}
