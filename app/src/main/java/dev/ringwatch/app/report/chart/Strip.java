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

  private static final int WIDTH = 600;
  private static final int HEIGHT = 12;

  /** Checks the order. */
  public Strip {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a strip from " + from + " to " + to + " is empty");
    }
  }

  /**
   * Draws one row. Moments that fall on one place are one mark: at most 600, however many moments.
   */
  public Content draw(List<Instant> moments, String label) {
    TimeScale scale = new TimeScale(from, to);
    TreeSet<Long> places = new TreeSet<>();
    moments.forEach(moment -> places.add(Math.round(scale.at(moment) * (WIDTH - 2)) + 1));
    StringBuilder path = new StringBuilder();
    places.forEach(place -> path.append('M').append(place).append(" 0v").append(HEIGHT));
    Svg svg = Svg.stretched(WIDTH, HEIGHT, "strip", label);
    svg.line(0, HEIGHT / 2.0, WIDTH, HEIGHT / 2.0, "grid");
    return svg.element("path", "d", path, "class", "mark").done();
  }
}
