package dev.ringwatch.app.summary;

import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.TrendChart;
import dev.ringwatch.postgres.figures.Figures;
import dev.ringwatch.postgres.figures.Metric;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The charts of the overview.
 *
 * @param figures what was counted
 * @param standing how the server stands
 */
record Trends(Figures figures, Standing standing) {

  /** All of them. */
  List<Trend> all() {
    String each = " per " + standing.period().each();
    return List.of(
        Trend.of("Incidents opened" + each, "/incidents", counted(Metric.INCIDENTS)),
        Trend.of("Accounts confirmed abusive" + each, "", counted(Metric.CONFIRMED)),
        Trend.ofShares(
            "Innocent accounts flagged",
            "/calibration",
            falsePositives(),
            new TrendChart.Bound(
                standing.maxRate(), "at most " + Numbers.percent(standing.maxRate()))),
        Trend.of("High-risk accounts", "/accounts?band=high", measured(Metric.ACCOUNTS, "high")),
        Trend.of("Active rings", "/rings", measured(Metric.RINGS, "")),
        Trend.of(
            "Events per second", "/explore", counted(Metric.EVENTS).perSecond(standing.now())));
  }

  private Trend.Line counted(Metric metric) {
    return line(figures.counted(metric), figures.countedBefore(metric));
  }

  private Trend.Line measured(Metric metric, String label) {
    return line(figures.measured(metric, label), figures.measuredBefore(metric, label));
  }

  private Trend.Line falsePositives() {
    return line(
        shares(
            figures.measured(Metric.SAMPLE, "flagged"), figures.measured(Metric.SAMPLE, "benign")),
        shares(
            figures.measuredBefore(Metric.SAMPLE, "flagged"),
            figures.measuredBefore(Metric.SAMPLE, "benign")));
  }

  /** Not known of nothing. */
  private static List<Double> shares(List<Double> parts, List<Double> wholes) {
    return IntStream.range(0, parts.size())
        .mapToObj(i -> wholes.get(i) == 0 ? Double.NaN : parts.get(i) / wholes.get(i))
        .toList();
  }

  private Trend.Line line(List<Double> values, List<Double> before) {
    return new Trend.Line(figures.from(), figures.step(), values, before);
  }
}
