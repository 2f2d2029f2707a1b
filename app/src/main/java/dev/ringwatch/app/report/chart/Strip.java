package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * A row of marks on a time axis, one for each moment. Rows over the same time show, one below the
 * other, who acts together.
 *
 * @param from the left end
 * @param to the right end, after {@code from}
 */
public record Strip(Instant from, Instant to) {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 12;

  /** Checks the order. */
  public Strip {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a strip from " + from + " to " + to + " is empty");
    }
  }

  /**
   * Draws one row: low faint marks, and high strong ones. Moments that fall on one place are one
   * mark: at most 480 of each kind, however many moments.
   */
  public Content draw(List<Instant> faint, List<Instant> strong, String label) {
    Svg svg = Svg.stretched(WIDTH, HEIGHT, "strip", label);
    svg.line(0, HEIGHT / 2.0, WIDTH, HEIGHT / 2.0, "grid");
    mark(svg, faint, HEIGHT / 3, "mark faint");
    mark(svg, strong, HEIGHT, "mark");
    return svg.done();
  }

  private void mark(Svg svg, List<Instant> moments, int height, String cssClass) {
    TimeScale scale = new TimeScale(from, to);
    TreeSet<Long> places = new TreeSet<>();
    moments.forEach(moment -> places.add(Math.round(scale.at(moment) * (WIDTH - 2)) + 1));
    if (places.isEmpty()) {
      return;
    }
    int top = (HEIGHT - height) / 2;
    StringBuilder path = new StringBuilder();
    places.forEach(
        place -> path.append('M').append(place).append(' ').append(top).append('v').append(height));
    svg.element("path", "d", path, "class", cssClass);
  }
}
