package dev.ringwatch.app.analyze;

import dev.ringwatch.app.output.AccountsCsv;
import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.ReportModel;
import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.pipeline.AccountFinal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses what the report shows of a run's findings: totals, and the tops of lists. */
final class ReportPage {

  private static final int ACCOUNTS = 50;
  private static final int RINGS = 12;
  private static final int CURVE_POINTS = 2_000;

  private final Findings findings;
  private final Summary summary;

  ReportPage(Findings findings, Summary summary) {
    this.findings = findings;
    this.summary = summary;
  }

  ReportModel model(Optional<Labels> labels, Optional<RankingQuality> quality) {
    List<AccountFinal> accounts = findings.finals().accounts();
    List<AccountFinal> top =
        accounts.stream().sorted(AccountsCsv.HIGHEST_RISK_FIRST).limit(ACCOUNTS).toList();
    ReportModel.Charts charts =
        new ReportModel.Charts(
            ScoreHistogram.binned(accounts.stream().mapToDouble(ReportPage::score)),
            activity(),
            quality.flatMap(ranking -> labels.map(known -> labelled(ranking, known))));
    return new ReportModel(summary, charts, top, rings(), List.of());
  }

  private static double score(AccountFinal account) {
    return account.risk().score();
  }

  private Optional<ActivityChart> activity() {
    List<Activity.Bucket> buckets = findings.activity().buckets();
    if (buckets.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ActivityChart(
            buckets.getFirst().start(),
            Duration.ofMillis(findings.activity().widthMillis()),
            buckets.stream().map(Activity.Bucket::events).toList(),
            List.of(),
            List.of()));
  }

  private ReportModel.Labelled labelled(RankingQuality ranking, Labels labels) {
    return new ReportModel.Labelled(
        new ClassOutlines(binned(labels, said -> said), binned(labels, said -> !said)),
        ranking.rocCurve(CURVE_POINTS).stream()
            .map(point -> new Curve.Point(point.falsePositiveRate(), point.recall()))
            .toList(),
        ranking.precisionRecallCurve(CURVE_POINTS).stream()
            .map(point -> new Curve.Point(point.recall(), point.precision()))
            .toList());
  }

  private List<Long> binned(Labels labels, Predicate<Boolean> wanted) {
    return ScoreHistogram.binned(
        findings.finals().accounts().stream()
            .filter(account -> {
              Boolean said = labels.abusive().get(account.account());
              return said != null && wanted.test(said);
            })
            .mapToDouble(ReportPage::score));
  }

  private List<RingDetail> rings() {
    List<Ring> top = findings.finals().rings().rings().stream().limit(RINGS).toList();
    Set<AccountId> members = new HashSet<>();
    top.forEach(ring -> ring.members().forEach(member -> members.add(member.account())));
    Map<AccountId, AccountFinal> scores = new HashMap<>();
    for (AccountFinal account : findings.finals().accounts()) {
      if (members.contains(account.account())) {
        scores.put(account.account(), account);
      }
    }
    List<Edge> edges =
        findings.finals().rings().edges().stream()
            .filter(edge -> members.contains(edge.a()) && members.contains(edge.b()))
            .toList();
    return top.stream().map(ring -> new RingPage(ring, edges, scores).detail()).toList();
  }
}
