package dev.ringwatch.app.report.chart;

import gg.jte.Content;

/** Bars that stand in a line of text, stretched to the place they are shown in. */
public final class Bar {

  private static final double LENGTH = 100;
  private static final double HEIGHT = 10;

  /** Where the zero line of a signed bar stands; most reasons speak for risk, few against it. */
  private static final double ZERO = 20;

  /** A part of nothing is drawn so long. */
  private static final double LEAST_SEEN = 3;

  private Bar() {}

  /** A bar of 0 to 100 in the colour of its band. */
  public static Content ofRisk(double risk, String band) {
    Svg svg = Svg.stretched(LENGTH, HEIGHT, "bar", "risk " + Numbers.score(risk) + " of 100");
    return svg.rect(0, 0, LENGTH, HEIGHT, "track").rect(0, 0, risk, HEIGHT, band).done();
  }

  /**
   * A bar of a share of 0 to 1 in the colour of its band, which says what the text beside it says.
   */
  public static Content ofShare(double share, String band) {
    Svg svg = Svg.stretched(LENGTH, HEIGHT, "bar", Numbers.percent(share));
    return svg.rect(0, 0, LENGTH, HEIGHT, "track").rect(0, 0, share * LENGTH, HEIGHT, band).done();
  }

  /**
   * A signed bar: what adds to the risk goes right from the zero line, what takes from it left.
   *
   * @param points the bar's length
   * @param longest the length that fills the place, above 0
   */
  public static Content ofPoints(double points, double longest) {
    Svg svg = Svg.stretched(LENGTH, HEIGHT, "points", Numbers.points(points) + " points");
    double length = Math.min(1, Math.abs(points) / longest) * (LENGTH - ZERO);
    double shown = points < 0 ? Math.min(ZERO, length) : length;
    double x = points < 0 ? ZERO - shown : ZERO;
    return svg.rect(x, 1, shown, HEIGHT - 2, points < 0 ? "less" : "more")
        .line(ZERO, 0, ZERO, HEIGHT, "axis")
        .done();
  }

  /**
   * Where something stands among others: the part of them that it is neither surely above nor
   * surely below, on a track of all.
   *
   * @param below the share surely below it, 0 to 1
   * @param upTo the share surely not above it, {@code below} to 1
   * @param words the same, for those who do not see it
   */
  public static Content ofPlace(double below, double upTo, String words) {
    Svg svg = Svg.stretched(LENGTH, HEIGHT, "place", words);
    double length = Math.max(LEAST_SEEN, (upTo - below) * LENGTH);
    double x = Math.min(below * LENGTH, LENGTH - length);
    return svg.rect(0, 3, LENGTH, HEIGHT - 6, "track")
        .rect(x, 1, length, HEIGHT - 2, "here")
        .line(LENGTH / 2, 0, LENGTH / 2, HEIGHT, "axis")
        .done();
  }
}
