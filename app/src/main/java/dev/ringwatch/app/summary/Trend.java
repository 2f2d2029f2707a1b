package dev.ringwatch.app.summary;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.TrendChart;
import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * A chart of the overview and the table behind it.
 *
 * @param title what is counted, with its unit
 * @param href where what it counts is shown; empty if there is no such page
 * @param chart the drawing
 * @param rows a step each, the newest first
 */
record Trend(String title, String href, Content chart, List<Row> rows) {

  /**
   * A step.
   *
   * @param from when it began
   * @param value how much
   * @param before how much as long before as the whole chart is
   */
  record Row(String from, String value, String before) {}

  /**
   * What is drawn.
   *
   * @param from where the axis begins
   * @param step how long a step is
   * @param values of each step; NaN where it is not known
   * @param before the same of the time before
   */
  record Line(Instant from, Duration step, List<Double> values, List<Double> before) {

    /** The same for each second of a step; of the last one, for each that has passed. */
    Line perSecond(Instant now) {
      List<Double> rates = new ArrayList<>(eachSecond(values));
      int last = rates.size() - 1;
      Duration passed = Duration.between(from.plus(step.multipliedBy(last)), now);
      if (passed.toSeconds() > 0 && passed.compareTo(step) < 0) {
        rates.set(last, values.get(last) / passed.toSeconds());
      }
      return new Line(from, step, rates, eachSecond(before));
    }

    private List<Double> eachSecond(List<Double> all) {
      return all.stream().map(one -> one / step.toSeconds()).toList();
    }
  }

  /** A chart of counts or rates. */
  static Trend of(String title, String href, Line line) {
    return of(title, href, line, Optional.empty(), Numbers::brief);
  }

  /** A chart of shares below a bound. */
  static Trend ofShares(String title, String href, Line line, TrendChart.Bound bound) {
    return of(title, href, line, Optional.of(bound), Numbers::percent);
  }

  private static Trend of(
      String title,
      String href,
      Line line,
      Optional<TrendChart.Bound> bound,
      DoubleFunction<String> shown) {
    Content chart =
        new TrendChart(title, line.from, line.step, line.values, line.before, bound, shown).draw();
    List<Row> rows =
        new ArrayList<>(
            IntStream.range(0, line.values.size())
                .mapToObj(i ->
                    new Row(
                        Numbers.minute(line.from.plus(line.step.multipliedBy(i))),
                        said(line.values.get(i), shown),
                        said(line.before.get(i), shown)))
                .toList());
    return new Trend(title, href, chart, rows.reversed());
  }

  private static String said(double value, DoubleFunction<String> shown) {
    return Double.isNaN(value) ? Tile.UNKNOWN : shown.apply(value);
  }
}
