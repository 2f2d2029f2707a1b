package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.util.List;

/**
 * Shares of groups beside each other: a bar from zero to what was seen, and a line over where the
 * share may truly be.
 *
 * @param label what it shows, for those who do not see it
 * @param axis what the shares are of
 * @param groups at least one, from top to bottom
 */
public record ShareBars(String label, String axis, List<Group> groups) {

  /**
   * A group.
   *
   * @param name what it is called
   * @param share what was seen, 0 to 1
   * @param low from where it may truly be
   * @param high up to where it may truly be
   * @param words it in words, with its numbers
   */
  public record Group(String name, double share, double low, double high, String words) {}

  private static final double WIDTH = 640;
  private static final double ROW = 30;
  private static final double TOP = 12;
  private static final double LEFT = 132;
  private static final double RIGHT = 616;

  /** Checks that there is something to draw, and copies the list. */
  public ShareBars {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("bars need groups");
    }
    groups = List.copyOf(groups);
  }

  /** Draws them. */
  public Content draw() {
    double height = groups.size() * ROW;
    Frame frame = new Frame(LEFT, TOP, RIGHT - LEFT, height);
    Svg svg = new Svg(WIDTH, TOP + height + 46, "chart", label);
    double most = groups.stream().mapToDouble(Group::high).max().orElse(0);
    Scale scale = Scale.Linear.upTo(100 * Math.max(most, 0.001));
    for (Tick tick : scale.ticks()) {
      double x = frame.x(scale.at(tick.value()));
      svg.line(x, frame.top(), x, frame.bottom(), "grid");
    }
    svg.line(frame.left(), frame.top(), frame.left(), frame.bottom(), "axis");
    frame.drawLabels(svg, scale, " %");
    for (int row = 0; row < groups.size(); row++) {
      draw(svg, frame, scale, groups.get(row), TOP + row * ROW);
    }
    svg.text(RIGHT, TOP + height + 42, "name end", axis);
    return svg.done();
  }

  private static void draw(Svg svg, Frame frame, Scale scale, Group group, double y) {
    double middle = y + ROW / 2;
    double low = frame.x(scale.at(100 * group.low()));
    double high = frame.x(scale.at(100 * group.high()));
    svg.open("g").title(group.words());
    svg.text(frame.left() - 8, middle + 4, "tick end", group.name());
    double end = frame.x(scale.at(100 * group.share()));
    svg.rect(frame.left(), middle - 8, end - frame.left(), 16, "share");
    svg.line(low, middle, high, middle, "whisker");
    svg.line(low, middle - 5, low, middle + 5, "whisker");
    svg.line(high, middle - 5, high, middle + 5, "whisker");
    svg.rect(frame.left(), y, frame.width(), ROW, "hit");
    svg.close("g");
  }
}
