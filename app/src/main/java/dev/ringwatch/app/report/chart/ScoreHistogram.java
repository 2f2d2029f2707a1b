package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How many accounts have which risk score.
 *
 * @param counts accounts per bin; the bins divide 0 to 100 evenly
 * @param mediumFrom where the medium band begins
 * @param highFrom where the high band begins
 */
public record ScoreHistogram(List<Long> counts, double mediumFrom, double highFrom) {

  private static final int BINS = 50;
  private static final double WIDTH = 640;
  private static final double HEIGHT = 260;
  private static final Frame FRAME = new Frame(58, 28, 570, 192);

  /** Checks that there are bins, and copies them. */
  public ScoreHistogram {
    if (counts.isEmpty()) {
      throw new IllegalArgumentException("a histogram needs bins");
    }
    counts = List.copyOf(counts);
  }

  /** Counts scores of 0 to 100 in bins two points wide. */
  public static List<Long> binned(DoubleStream scores) {
    long[] counts = new long[BINS];
    scores.forEach(score -> counts[Math.clamp((int) (score * BINS / 100), 0, BINS - 1)]++);
    return Arrays.stream(counts).boxed().toList();
  }

  /** Draws it with counts by their size, in which one account still shows beside a million. */
  public Content byMagnitude() {
    return byMagnitude(OptionalDouble.empty());
  }

  /** The same with the score from which incidents are opened, 0 to 100, drawn in. */
  public Content byMagnitude(OptionalDouble incidentsFrom) {
    return draw(new Scale.Log(Math.max(1.0, max())), incidentsFrom);
  }

  /** Draws it with counts as they are. */
  public Content byCount() {
    return draw(Scale.Linear.upTo(Math.max(5, max())), OptionalDouble.empty());
  }

  private double max() {
    return counts.stream().mapToDouble(Long::doubleValue).max().orElse(0);
  }

  private Content draw(Scale scale, OptionalDouble incidentsFrom) {
    Svg svg =
        new Svg(WIDTH, HEIGHT, "chart", "Accounts by risk score, 0 to 100, with the bands' limits");
    FRAME.drawGrid(svg, scale, "");
    for (int bin = 0; bin < counts.size(); bin++) {
      drawBin(svg, scale, bin);
    }
    drawThreshold(svg, mediumFrom, "medium from ");
    drawThreshold(svg, highFrom, "high from ");
    incidentsFrom.ifPresent(score -> drawIncidents(svg, score));
    FRAME.drawLabels(svg, new Scale.Linear(0, 100), "");
    svg.text(FRAME.right(), HEIGHT - 2, "name end", "risk score");
    svg.text(0, 12, "name", "accounts");
    return svg.done();
  }

  private void drawBin(Svg svg, Scale scale, int bin) {
    double from = 100.0 * bin / counts.size();
    double to = 100.0 * (bin + 1) / counts.size();
    long count = counts.get(bin);
    double x = FRAME.x(from / 100);
    double width = FRAME.width() / counts.size();
    String tip =
        Numbers.plain(from) + " to " + Numbers.plain(to) + ": " + Numbers.count(count, "account");
    svg.open("g", "data-tip", tip);
    if (count > 0) {
      double y = FRAME.y(scale.at((double) count));
      svg.rect(x + 0.5, y, width - 1, FRAME.bottom() - y, band(from));
    }
    svg.rect(x, FRAME.top(), width, FRAME.height(), "hit");
    svg.close("g");
  }

  private String band(double from) {
    return from >= highFrom ? "high" : from >= mediumFrom ? "medium" : "low";
  }

  /** Below the names of the bands, and on the side where there is room. */
  private static void drawIncidents(Svg svg, double score) {
    double x = FRAME.x(score / 100);
    boolean isRight = score > 60;
    svg.line(x, FRAME.top() + 6, x, FRAME.bottom(), "threshold outline");
    svg.text(
        isRight ? x - 4 : x + 4,
        FRAME.top() + 16,
        isRight ? "name end" : "name",
        "incidents from " + Numbers.plain(score));
  }

  private void drawThreshold(Svg svg, double score, String words) {
    double x = FRAME.x(score / 100);
    svg.line(x, FRAME.top() - 4, x, FRAME.bottom(), "threshold");
    svg.text(x + 4, FRAME.top() - 8, "name", words + Numbers.plain(score));
  }
}
