package dev.ringwatch.app.analyze;

import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.app.output.AccountsTable;
import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.ReportModel;
import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Chooses what the report shows of a run's findings: totals, and the tops of lists. */
final class ReportPage {

  private static final int ACCOUNTS = 50;
  private static final int RINGS = 12;
  private static final int CURVE_POINTS = 2_000;

  private final Findings findings;
  private final Summary summary;
  private final List<RingPage> pages;

  ReportPage(Findings findings, Summary summary) {
    this.findings = findings;
    this.summary = summary;
    this.pages = pages(findings.finals().rings());
  }

  /**
   * The report.
   *
   * @throws IOException if what was noted of who acted when cannot be read again
   */
  ReportModel model(Optional<Labels> labels, Optional<RankingQuality> quality) throws IOException {
    List<AccountFinal> accounts = findings.finals().accounts();
    List<AccountFinal> top =
        accounts.stream().sorted(AccountsTable.HIGHEST_RISK_FIRST).limit(ACCOUNTS).toList();
    Optional<Watch> watch = watch();
    List<RingDetail> rings = rings(watch);
    ReportModel.Charts charts =
        new ReportModel.Charts(
            ScoreHistogram.binned(accounts.stream().mapToDouble(ReportPage::score)),
            watch.map(watched -> activity(watched, rings)),
            quality.flatMap(ranking -> labels.map(known -> labelled(ranking, known))));
    return new ReportModel(summary, charts, top, rings, context());
  }

  /** Reads once more who acted when, for those that are shown; empty without events. */
  private Optional<Watch> watch() throws IOException {
    if (findings.activity().buckets().isEmpty()) {
      return Optional.empty();
    }
    Watch watch = new Watch(findings.activity());
    for (AccountFinal account : findings.finals().accounts()) {
      if (account.risk().band() == Band.HIGH) {
        watch.highRisk(account.account());
      }
    }
    pages.forEach(page -> watch.ring(page.ring(), page.keys()));
    watch.read(findings.activity().journal());
    return Optional.of(watch);
  }

  private static double score(AccountFinal account) {
    return account.risk().score();
  }

  private ActivityChart activity(Watch watch, List<RingDetail> rings) {
    List<Activity.Bucket> buckets = findings.activity().buckets();
    List<ActivityChart.Burst> bursts = new ArrayList<>();
    for (RingDetail ring : rings) {
      for (RingDetail.Burst burst : ring.together().bursts()) {
        String who = burst.members() + " of " + Numbers.count(ring.members().size(), "account");
        bursts.add(new ActivityChart.Burst(ring.id() + ", " + who, burst.from(), burst.to()));
      }
    }
    boolean isComplete = findings.activity().journal().problem() == null;
    return new ActivityChart(
        buckets.getFirst().start(),
        Duration.ofMillis(findings.activity().widthMillis()),
        buckets.stream().map(Activity.Bucket::events).toList(),
        isComplete ? watch.highRisk() : List.of(),
        bursts);
  }

  private ReportModel.Context context() {
    List<String> limits = new ArrayList<>();
    if (findings.shedOccasions() > 0) {
      limits.add(
          Numbers.count(findings.shedOccasions(), "occasion")
              + " on which two accounts acted on the same target, those furthest apart in time,"
              + " did not fit into memory and were left out; slow rings may be missed.");
    }
    findings.lesson().ifPresent(lesson -> limits.add(lesson.sentence() + "."));
    if (findings.lesson().filter(Lesson::isInForce).isPresent()) {
      limits.add(
          "What is said of labels is of the score alone, without what they teach: of the accounts"
              + " that were learned from, the scores above would flatter themselves.");
    }
    IOException problem = findings.activity().journal().problem();
    if (problem != null) {
      limits.add(
          "When accounts acted could not be kept ("
              + problem.getMessage()
              + "), so times of"
              + " rings and of high-risk accounts are not shown.");
    }
    Map<String, ReportModel.Example> examples = new HashMap<>();
    findings
        .rejected()
        .examples()
        .forEach((kind, line) ->
            examples.put(
                kind,
                new ReportModel.Example(
                    line.input() + ", line " + Numbers.count(line.line()),
                    line.reason(),
                    line.text())));
    return new ReportModel.Context(
        findings.usual().values(), findings.usual().missing(), limits, examples);
  }

  private ReportModel.Labelled labelled(RankingQuality ranking, Labels labels) {
    return new ReportModel.Labelled(
        new ClassOutlines(binned(labels, said -> said), binned(labels, said -> !said)),
        ranking.rocCurve(CURVE_POINTS).stream()
            .map(point -> new Curve.Point(point.falsePositiveRate(), point.recall()))
            .toList(),
        ranking.precisionRecallCurve(CURVE_POINTS).stream()
            .map(point -> new Curve.Point(point.recall(), point.precision()))
            .toList(),
        List.of(
            atBand("high", summary.run().configuration().highFrom(), labels),
            atBand("medium or high", summary.run().configuration().mediumFrom(), labels)));
  }

  private ReportModel.AtBand atBand(String band, double from, Labels labels) {
    Map<Boolean, Long> known =
        findings.alone().accounts().stream()
            .filter(account -> score(account) >= from)
            .filter(account -> labels.of(account.account()).isPresent())
            .collect(
                Collectors.partitioningBy(
                    account -> labels.of(account.account()).filter(Label::abusive).isPresent(),
                    Collectors.counting()));
    return new ReportModel.AtBand(
        band, from, known.getOrDefault(true, 0L), known.getOrDefault(false, 0L));
  }

  private List<Long> binned(Labels labels, Predicate<Boolean> wanted) {
    return ScoreHistogram.binned(
        findings.alone().accounts().stream()
            .filter(account ->
                labels.of(account.account()).map(Label::abusive).filter(wanted).isPresent())
            .mapToDouble(ReportPage::score));
  }

  private List<RingDetail> rings(Optional<Watch> watch) {
    Set<AccountId> members = members(pages.stream().map(RingPage::ring).toList());
    Map<AccountId, AccountFinal> scores = new HashMap<>();
    for (AccountFinal account : findings.finals().accounts()) {
      if (members.contains(account.account())) {
        scores.put(account.account(), account);
      }
    }
    return pages.stream()
        .map(page ->
            page.detail(
                scores,
                watch
                    .map(watched -> watched.acts(page.ring()))
                    .orElseGet(() -> new RingActs(page.ring().members().size(), Map.of()))))
        .toList();
  }

  private static List<RingPage> pages(RingFindings found) {
    List<Ring> top = found.rings().stream().limit(RINGS).toList();
    Set<AccountId> members = members(top);
    List<Edge> edges =
        found.edges().stream()
            .filter(edge -> members.contains(edge.a()) && members.contains(edge.b()))
            .toList();
    return top.stream().map(ring -> new RingPage(ring, edges)).toList();
  }

  private static Set<AccountId> members(List<Ring> rings) {
    Set<AccountId> members = new HashSet<>();
    rings.forEach(ring -> ring.members().forEach(member -> members.add(member.account())));
    return members;
  }
}
