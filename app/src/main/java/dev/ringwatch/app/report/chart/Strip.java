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

  /** The width of a band that lasted a moment. */
  private static final double NARROWEST = 2;

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

  /**
   * A time that lasted.
   *
   * @param from its beginning
   * @param to its end, not before its beginning
   */
  public record Band(Instant from, Instant to) {}

  /** Draws one row of times that lasted, each at least as wide as a mark. */
  public Content bands(List<Band> bands, String label) {
    Svg svg = Svg.stretched(WIDTH, HEIGHT, "strip", label);
    svg.line(0, HEIGHT / 2.0, WIDTH, HEIGHT / 2.0, "grid");
    TimeScale scale = new TimeScale(from, to);
    for (Band band : bands) {
      double left = Math.min(scale.at(band.from()) * WIDTH, WIDTH - NARROWEST);
      double width = Math.max(NARROWEST, scale.at(band.to()) * WIDTH - left);
      svg.rect(left, 1, width, HEIGHT - 2, "band");
    }
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
