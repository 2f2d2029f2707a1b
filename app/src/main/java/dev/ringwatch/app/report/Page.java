package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page as the templates see it.
 *
 * @param model what is shown
 * @param accounts the table of accounts
 * @param rings the rings
 * @param assets the page's own style and script
 */
record Page(ReportModel model, List<AccountRow> accounts, List<RingView> rings, Assets assets) {

  /**
   * Rejected lines for one reason.
   *
   * @param reason why
   * @param lines how many
   * @param example one of them; empty if there is none to show
   */
  record Rejected(String reason, long lines, Optional<RejectedExample> example) {}

  /**
   * A rejected line.
   *
   * @param place where it stands
   * @param reason why it was rejected, in full
   * @param text its beginning
   */
  record RejectedExample(String place, String reason, String text) {}

  /**
   * A tenth of the range of scores.
   *
   * @param range the scores
   * @param accounts how many accounts have them
   */
  record ScoreRow(String range, String accounts) {}

  private static final int MAX_REJECTED = 12;
  private static final int MAX_INPUTS = 20;

  static Page of(ReportModel model) {
    Map<String, String> anchors = new HashMap<>();
    List<RingView> rings = new ArrayList<>();
    for (RingDetail ring : model.rings()) {
      anchors.put(ring.id(), "#" + RingView.anchor(rings.size()));
      rings.add(RingView.of(ring, rings.size()));
    }
    return new Page(model, AccountRow.of(model.accounts(), anchors), rings, Assets.LOADED);
  }

  Summary summary() {
    return model.summary();
  }

  String headline() {
    return Headline.of(summary());
  }

  String subline() {
    return Headline.subline(summary());
  }

  List<Card> cards() {
    return Card.of(summary());
  }

  ScoreHistogram histogram() {
    Summary.Configuration configuration = summary().run().configuration();
    return new ScoreHistogram(
        model.charts().scores(), configuration.mediumFrom(), configuration.highFrom());
  }

  /** Events over time, in as many buckets as can be seen. */
  Optional<ActivityChart> activity() {
    return model.charts().activity().map(ActivityChart::merged).map(Page::withShownLabels);
  }

  private static ActivityChart withShownLabels(ActivityChart chart) {
    List<ActivityChart.Burst> bursts =
        chart.bursts().stream()
            .map(b -> new ActivityChart.Burst(Shown.line(b.label()), b.start(), b.end()))
            .toList();
    return new ActivityChart(
        chart.from(), chart.bucket(), chart.events(), chart.highRisk(), bursts);
  }

  /** The histogram's counts in ten rows. */
  List<ScoreRow> scoreRows() {
    List<Long> counts = model.charts().scores();
    long[] tenths = new long[10];
    for (int bin = 0; bin < counts.size(); bin++) {
      tenths[bin * 10 / counts.size()] += counts.get(bin);
    }
    List<ScoreRow> rows = new ArrayList<>();
    for (int i = 0; i < tenths.length; i++) {
      rows.add(new ScoreRow(10 * i + " to " + 10 * (i + 1), Numbers.count(tenths[i])));
    }
    return rows;
  }

  /** The files that were read, as many as there is room for. */
  List<Summary.Input> inputs() {
    List<Summary.Input> inputs = summary().intake().inputs();
    return inputs.subList(0, Math.min(MAX_INPUTS, inputs.size()));
  }

  int inputsLeft() {
    return Math.max(0, summary().intake().inputs().size() - MAX_INPUTS);
  }

  String accountsShown() {
    return shownOf(accounts.size(), summary().accounts().total(), "account");
  }

  String ringsShown() {
    return shownOf(rings.size(), summary().rings().count(), "ring");
  }

  private static String shownOf(long shown, long total, String noun) {
    return shown >= total
        ? "Every " + noun + " is shown."
        : Numbers.count(shown) + " of " + Numbers.count(total, noun) + " shown.";
  }

  String rejectedWords() {
    long lines = summary().intake().rejectedLines();
    return Numbers.count(lines, "line") + " could not be used.";
  }

  String shown(String text) {
    return Shown.line(text);
  }

  /** How known accounts are ranked; empty without labels. */
  Optional<QualityView> quality() {
    return summary()
        .quality()
        .flatMap(q -> model.charts().labelled().map(labelled -> new QualityView(q, labelled)));
  }

  /** Rejected lines, the most frequent reason first; the rarest are one row together. */
  List<Rejected> rejected() {
    List<Rejected> all =
        summary().intake().rejected().entrySet().stream()
            .map(entry -> rejected(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong(Rejected::lines)
                    .reversed()
                    .thenComparing(Rejected::reason))
            .toList();
    if (all.size() <= MAX_REJECTED) {
      return all;
    }
    List<Rejected> most = new ArrayList<>(all.subList(0, MAX_REJECTED));
    List<Rejected> rest = all.subList(MAX_REJECTED, all.size());
    long lines = rest.stream().mapToLong(Rejected::lines).sum();
    most.add(new Rejected(rest.size() + " other reasons", lines, Optional.empty()));
    return most;
  }

  private Rejected rejected(String reason, long lines) {
    Optional<RejectedExample> example =
        Optional.ofNullable(model.context().examples().get(reason))
            .map(line ->
                new RejectedExample(
                    Shown.line(line.place()), Shown.line(line.reason()), Shown.line(line.text())));
    return new Rejected(Shown.line(reason), lines, example);
  }

  /** The page in a minute. */
  Brief brief() {
    return Brief.of(this);
  }

  /** How many of the listed accounts name a feature among their reasons. */
  long named(String feature) {
    return model.accounts().stream()
        .filter(a -> a.risk().reasons().stream().anyMatch(r -> r.name().equals(feature)))
        .count();
  }
}
