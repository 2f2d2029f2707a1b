package dev.ringwatch.app.summary;

import dev.ringwatch.app.report.chart.Bar;
import gg.jte.Content;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A figure by what it is of.
 *
 * @param title what is shown
 * @param what what a part is
 * @param unit what is counted of it
 * @param rows a part each
 * @param empty what stands in their place where there is none
 */
record Breakdown(String title, String what, String unit, List<Row> rows, String empty) {

  /** So many parts are shown. */
  private static final int MOST = 5;

  /**
   * A part.
   *
   * @param name of what
   * @param href where what it counts is shown; empty if there is no such page
   * @param value how much
   * @param note what it is to be compared with
   * @param bar the same as a bar
   */
  record Row(String name, String href, String value, String note, Content bar) {}

  /**
   * A count by label.
   *
   * @param now how much there was
   * @param before how much there was in the time before
   * @param name of a label
   * @param href where what a label counts is shown; empty if there is no such page
   */
  record Parts(
      Map<String, Double> now,
      Map<String, Double> before,
      Function<String, String> name,
      Function<String, String> href) {}

  /** A row with a bar of a share, 0 to 1. */
  static Row row(String name, String href, String value, String note, double share, String band) {
    return new Row(name, href, value, note, Bar.ofShare(share, band));
  }

  /** The largest parts of a count, with what they were in the time before. */
  static Breakdown largest(String title, String what, String unit, Parts parts, String empty) {
    double all = parts.now.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Row> rows =
        parts.now.entrySet().stream()
            .sorted(
                Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(one ->
                row(
                    parts.name.apply(one.getKey()),
                    parts.href.apply(one.getKey()),
                    Words.count(one.getValue()),
                    "before " + Words.count(parts.before.getOrDefault(one.getKey(), 0.0)),
                    one.getValue() / all,
                    "other"))
            .toList();
    return new Breakdown(title, what, unit, rows, empty);
  }
}
