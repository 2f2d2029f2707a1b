package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The scores of accounts known to be abusive beside those known to be benign, each as the share of
 * its own kind: what lies apart can be told apart.
 *
 * @param abusive abusive accounts per bin; the bins divide 0 to 100 evenly
 * @param benign benign accounts per bin, in as many bins
 */
public record ClassOutlines(List<Long> abusive, List<Long> benign) {

  private static final double WIDTH = 420;
  private static final double HEIGHT = 300;
  private static final Frame FRAME = new Frame(52, 34, 356, 222);

  /** Checks that the bins are the same, and copies them. */
  public ClassOutlines {
    if (abusive.isEmpty() || abusive.size() != benign.size()) {
      throw new IllegalArgumentException(
          "two outlines need as many bins, not " + abusive.size() + " and " + benign.size());
    }
    abusive = List.copyOf(abusive);
    benign = List.copyOf(benign);
  }

  /** Draws both outlines. */
  public Content draw() {
    return draw(OptionalDouble.empty());
  }

  /** The same with a threshold drawn in, 0 to 100. */
  public Content draw(OptionalDouble threshold) {
    Svg svg =
        new Svg(WIDTH, HEIGHT, "chart", "Risk scores of abusive and of benign accounts, as shares");
    Scale scale = Scale.Linear.upTo(100 * Math.max(maxShare(abusive), maxShare(benign)));
    FRAME.drawGrid(svg, scale, " %");
    drawOutline(svg, scale, benign, "outline benign");
    drawOutline(svg, scale, abusive, "outline abusive");
    threshold.ifPresent(score -> drawThreshold(svg, score));
    FRAME.drawLabels(svg, new Scale.Linear(0, 100), "");
    svg.text(FRAME.right(), HEIGHT - 4, "name end", "risk score");
    svg.text(0, 14, "name", "share of its kind");
    svg.line(190, 10, 214, 10, "outline abusive").text(218, 14, "name", "abusive");
    svg.line(300, 10, 324, 10, "outline benign").text(328, 14, "name", "benign");
    return svg.done();
  }

  private static void drawThreshold(Svg svg, double score) {
    double x = FRAME.x(score / 100);
    svg.line(x, FRAME.top(), x, FRAME.bottom(), "threshold");
    boolean isRight = score > 70;
    svg.text(
        isRight ? x - 5 : x + 5,
        FRAME.y(0.9),
        isRight ? "name end" : "name",
        "from " + Numbers.score(score));
  }

  private static void drawOutline(Svg svg, Scale scale, List<Long> counts, String cssClass) {
    long total = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
    StringBuilder path = new StringBuilder("M" + Svg.number(FRAME.left()) + " ");
    path.append(Svg.number(FRAME.bottom()));
    for (int bin = 0; bin < counts.size(); bin++) {
      double y = FRAME.y(scale.at(100.0 * counts.get(bin) / total));
      double end = FRAME.x((bin + 1.0) / counts.size());
      path.append('V').append(Svg.number(y)).append('H').append(Svg.number(end));
    }
    path.append('V').append(Svg.number(FRAME.bottom()));
    svg.element("path", "d", path, "class", cssClass);
  }

  private static double maxShare(List<Long> counts) {
    long total = counts.stream().mapToLong(Long::longValue).sum();
    long max = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    return total == 0 ? 0 : (double) max / total;
  }
}
