package dev.ringwatch.app.summary;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.figures.AgeClass;
import dev.ringwatch.postgres.figures.Figures;
import dev.ringwatch.postgres.figures.Metric;
import dev.ringwatch.postgres.figures.Spread;
import dev.ringwatch.postgres.figures.Spreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The tables of the overview.
 *
 * @param figures what was counted
 */
record Breakdowns(Figures figures) {

  private static final List<String> BANDS = List.of("high", "medium", "low");
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  /** All of them. */
  List<Breakdown> all() {
    return List.of(bands(), ages(), reasons(), abuse(), enforcement(), latency());
  }

  private Breakdown bands() {
    double all =
        BANDS.stream().mapToDouble(band -> figures.last(Metric.ACCOUNTS, band).orElse(0)).sum();
    List<Breakdown.Row> rows =
        BANDS.stream()
            .map(band -> {
              double count = figures.last(Metric.ACCOUNTS, band).orElse(0);
              return Breakdown.row(
                  band + " risk",
                  "/accounts?band=" + band,
                  Words.count(count),
                  Numbers.percent(count / all),
                  count / all,
                  band);
            })
            .toList();
    return new Breakdown(
        "Accounts by risk",
        "Band",
        "accounts",
        all == 0 ? List.of() : rows,
        "No scores yet: they appear once there is a model of what is usual, learned from the first"
            + " accounts whose events fill closed minutes.");
  }

  private Breakdown ages() {
    List<Breakdown.Row> rows =
        Arrays.stream(AgeClass.values())
            .filter(age -> figures.last(Metric.AGED, age.label()).orElse(0) > 0)
            .map(this::age)
            .toList();
    return new Breakdown(
        "High risk by age of the account",
        "Age",
        "at high risk",
        rows,
        "No accounts with a score yet.");
  }

  private Breakdown.Row age(AgeClass age) {
    double all = figures.last(Metric.AGED, age.label()).orElse(0);
    double high = figures.last(Metric.AGED_HIGH, age.label()).orElse(0);
    String name = age == AgeClass.UNKNOWN ? "age not said" : age.label() + " days";
    String note = Words.count(high) + " of " + Words.count(all);
    return Breakdown.row(name, "", Numbers.percent(high / all), note, high / all, "high");
  }

  private Breakdown reasons() {
    return Breakdown.largest(
        "Strongest reasons",
        "Reason",
        "incidents",
        new Breakdown.Parts(
            figures.labels(Metric.REASONS),
            figures.labelsBefore(Metric.REASONS),
            Words::label,
            label -> ""),
        "No incident was opened in this time.");
  }

  private Breakdown abuse() {
    return Breakdown.largest(
        "Kinds of abuse",
        "Kind",
        "accounts",
        new Breakdown.Parts(
            figures.labels(Metric.CONFIRMED),
            figures.labelsBefore(Metric.CONFIRMED),
            label -> label.isEmpty() ? "not said" : Words.label(label),
            label -> ""),
        "Nobody found abuse in this time.");
  }

  private Breakdown enforcement() {
    return Breakdown.largest(
        "Enforcement by action",
        "Action",
        "events",
        new Breakdown.Parts(
            figures.labels(Metric.ENFORCED_OVER),
            figures.labelsBefore(Metric.ENFORCED_OVER),
            Shown::name,
            label -> Choice.address("/explore", Map.of(), "action", label)),
        "The platform took no action in this time.");
  }

  private Breakdown latency() {
    List<Breakdown.Row> rows = new ArrayList<>();
    Map<String, Double> accounts = figures.labels(Metric.TOLD_ACCOUNT);
    Map<String, Double> rings = figures.labels(Metric.TOLD_RING);
    add(rows, "from event to alert of an account", Spreads.TOLD, accounts, Tiles.PROMISED);
    add(rows, "from event to alert of a ring", Spreads.TOLD, rings, Tiles.PROMISED_OF_RINGS);
    add(rows, "events seen", Spreads.LAG, figures.labels(Metric.LAG), A_SECOND);
    add(rows, "alerts delivered", Spreads.DELIVERY, figures.labels(Metric.DELIVERY), A_SECOND);
    return new Breakdown(
        "How fast it is", "What", "in time", rows, "Nothing was measured in this time.");
  }

  private static void add(
      List<Breakdown.Row> rows,
      String what,
      Spread spread,
      Map<String, Double> counts,
      Duration bound) {
    spread
        .within(counts, bound)
        .ifPresent(share ->
            rows.add(
                Breakdown.row(
                    what + " within " + Numbers.duration(bound),
                    "",
                    Numbers.percent(share),
                    spread.equals(Spreads.TOLD) ? "promised 99\u00a0%" : "",
                    share,
                    "other")));
  }
}
