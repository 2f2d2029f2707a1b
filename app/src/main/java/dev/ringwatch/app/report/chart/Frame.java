package dev.ringwatch.app.report.chart;

import java.util.List;

/**
 * The rectangle inside the axes.
 *
 * @param left its left edge, in the drawing's units
 * @param top its upper edge
 * @param width how wide it is
 * @param height how high it is
 */
record Frame(double left, double top, double width, double height) {

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  /** The place of a share of the horizontal axis. */
  double x(double share) {
    return left + share * width;
  }

  /** The place of a share of the vertical axis, which grows upwards. */
  double y(double share) {
    return bottom() - share * height;
  }

  /** Draws the horizontal grid with the vertical axis' labels, the zero line strongest. */
  void drawGrid(Svg svg, Scale scale, String unit) {
    for (Tick tick : scale.ticks()) {
      double y = y(scale.at(tick.value()));
      svg.line(left, y, right(), y, "grid");
      svg.text(left - 6, y + 4, "tick end", tick.label() + unit);
    }
    svg.line(left, bottom(), right(), bottom(), "axis");
  }

  /** Draws labels under the horizontal axis. */
  void drawLabels(Svg svg, Scale scale, String unit) {
    for (Tick tick : scale.ticks()) {
      label(svg, scale.at(tick.value()), tick.label() + unit);
    }
  }

  /** Draws the labels of a time axis under the horizontal axis. */
  void drawLabels(Svg svg, TimeScale scale) {
    List<Tick> ticks = scale.ticks();
    ticks.forEach(tick -> label(svg, tick.value(), tick.label()));
  }

  private void label(Svg svg, double share, String text) {
    double x = x(share);
    svg.line(x, bottom(), x, bottom() + 4, "axis");
    String place = share > 0.95 ? " end" : share < 0.05 ? "" : " middle";
    svg.text(x, bottom() + 20, "tick" + place, text);
  }
}
