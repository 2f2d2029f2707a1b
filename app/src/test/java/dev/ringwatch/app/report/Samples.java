package dev.ringwatch.app.report;

import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.report.chart.ActivityChart;
import dev.ringwatch.app.report.chart.ClassOutlines;
import dev.ringwatch.app.report.chart.Curve;
import dev.ringwatch.app.report.chart.ScoreHistogram;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import dev.ringwatch.risk.RiskScore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Models to draw: a busy day, and days on which there is little or nothing. */
final class Samples {

  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  private static final Summary.Configuration CONFIGURATION = new Summary.Configuration(42, 40, 70);

  private static final ReportModel.Context NO_CONTEXT =
      new ReportModel.Context(List.of(), List.of(), List.of(), Map.of());

  private Samples() {}

  /** A busy day with everything on it. */
  static ReportModel busyDay() {
    Random random = new Random(7);
    List<RingDetail> rings =
        IntStream.range(0, 12).mapToObj(i -> ring(i, i == 1 ? 310 : 4 + 3 * i, random)).toList();
    return new ReportModel(
        busySummary(),
        new ReportModel.Charts(
            ScoreHistogram.binned(
                DoubleStream.concat(scores(random, 48_000, 2, 12), scores(random, 1_400, 9, 4))),
            Optional.of(activity(random)),
            Optional.of(labelled(random))),
        IntStream.range(0, 50).mapToObj(i -> account(i, random)).toList(),
        rings,
        new ReportModel.Context(
            List.of(
                new ReportModel.UsualValue("events", "acted 12 times", "4", "20"),
                new ReportModel.UsualValue(
                    "device_sharing_max", "shared a device with 0 other accounts", "0", "0"),
                new ReportModel.UsualValue(
                    "typical_gap_seconds", "left 3 min between actions", "40 s", "2 hours")),
            List.of("payment instruments"),
            List.of("12 occasions were left out."),
            Map.of(
                "account_id is empty",
                new ReportModel.Example(
                    "payments.ndjson, line 17", "account_id is empty", "{\"account_id\":\"\"}"))));
  }

  private static Summary busySummary() {
    Map<String, Long> rejected = new TreeMap<>();
    rejected.put("timestamp is not ISO-8601 with a zone nor epoch milliseconds", 1_204L);
    rejected.put("account_id is empty", 31L);
    rejected.put("timestamp lies in the future", 3L);
    return new Summary(
        run(),
        new Summary.Intake(
            List.of(
                new Summary.Input("events-2026-03-02.csv.gz", 803_114),
                new Summary.Input("payments.ndjson", 196_886)),
            1_000_000,
            1_733,
            rejected,
            Optional.of(new Summary.Period(START, START.plus(Duration.ofHours(24))))),
        new Summary.Accounts(48_611, 1_089, 312, 61_202),
        new Summary.Rings(24, 451, 9_312),
        Optional.of(new Summary.Quality(702, 49_310, 0.9873, 0.9127, 0.9359)));
  }

  static Summary.Run run() {
    Map<String, String> versions = new TreeMap<>(Map.of("ringwatch", "0.1.0", "java", "25.0.3"));
    return new Summary.Run(
        versions,
        CONFIGURATION,
        new Summary.Model(false, 5_000, 42),
        Instant.parse("2026-03-03T08:15:30Z"),
        List.of(
            new Summary.Stage("read", Duration.ofMillis(2_310)),
            new Summary.Stage("score", Duration.ofMillis(1_120)),
            new Summary.Stage("link", Duration.ofMillis(874))));
  }

  /** A day on which nothing could be read. */
  static ReportModel nothing() {
    return new ReportModel(
        new Summary(
            run(),
            new Summary.Intake(
                List.of(new Summary.Input("empty.csv", 0)), 0, 0, Map.of(), Optional.empty()),
            new Summary.Accounts(0, 0, 0, 0),
            new Summary.Rings(0, 0, 0),
            Optional.empty()),
        new ReportModel.Charts(
            ScoreHistogram.binned(DoubleStream.empty()), Optional.empty(), Optional.empty()),
        List.of(),
        List.of(),
        NO_CONTEXT);
  }

  /** One harmless account with one event. */
  static ReportModel oneAccount() {
    Instant at = START.plusSeconds(60);
    return new ReportModel(
        new Summary(
            run(),
            new Summary.Intake(
                List.of(new Summary.Input("-", 1)),
                1,
                0,
                Map.of(),
                Optional.of(new Summary.Period(at, at))),
            new Summary.Accounts(1, 0, 0, 0),
            new Summary.Rings(0, 0, 0),
            Optional.empty()),
        new ReportModel.Charts(
            ScoreHistogram.binned(DoubleStream.of(3.1)),
            Optional.of(
                new ActivityChart(START, Duration.ofMinutes(1), List.of(1L), List.of(), List.of())),
            Optional.empty()),
        List.of(account("only", 3.1, null, List.of())),
        List.of(),
        NO_CONTEXT);
  }

  /** The busy day, with one text wherever the log has a say. */
  static ReportModel with(String text) {
    Reason reason = new Reason(text, 80, text);
    RingDetail.Times times = new RingDetail.Times(List.of(START), List.of(START.plusSeconds(9)));
    List<Instant> uses = List.of(START, START.plusSeconds(61));
    RingDetail ring =
        new RingDetail(
            text,
            90,
            List.of(reason),
            List.of(
                new RingDetail.Member(text, text, 80, Band.HIGH, times),
                new RingDetail.Member("other", "core", 80, Band.HIGH, times)),
            new RingDetail.Ties(
                List.of(new RingDetail.Edge("other", text, 0.5, 1e-9, List.of(text, text))),
                List.of(
                    new RingDetail.SharedKey("device", text, 2, List.of(text, "other"), uses),
                    new RingDetail.SharedKey(text, text, 2, List.of(text, "other"), List.of())),
                List.of(new Coincidence(LinkKeyKind.DEVICE, 1, 0.001))),
            new RingDetail.Together(
                List.of(new RingDetail.Moment(text, START, START, 2)),
                List.of(new RingDetail.Burst(START, START, 2))));
    ReportModel busy = busyDay();
    Summary summary = busy.summary();
    Summary.Intake intake =
        new Summary.Intake(
            List.of(new Summary.Input(text, 1)), 1, 0, Map.of(text, 1L), Optional.empty());
    ActivityChart.Burst burst = new ActivityChart.Burst(text, START, START);
    return new ReportModel(
        new Summary(summary.run(), intake, summary.accounts(), summary.rings(), summary.quality()),
        new ReportModel.Charts(
            busy.charts().scores(),
            Optional.of(
                new ActivityChart(
                    START, Duration.ofHours(1), List.of(1L), List.of(), List.of(burst))),
            Optional.empty()),
        List.of(account(text, 80, text, List.of(reason))),
        List.of(ring),
        new ReportModel.Context(
            List.of(new ReportModel.UsualValue(text, text, text, text)),
            List.of(text),
            List.of(text),
            Map.of(text, new ReportModel.Example(text, text, text))));
  }

  private static AccountFinal account(int i, Random random) {
    double risk = Math.round((98.7 - i * 0.62) * 10) / 10.0;
    double first = Math.round(risk * 6) / 10.0;
    double second = Math.round(risk * 3) / 10.0;
    double third = Math.round(risk) / 10.0 + 1.4;
    List<Reason> reasons =
        List.of(
            new Reason(
                "ring",
                first,
                "in a ring of " + (4 + i) + " accounts that share devices and targets; p = 1e-18"),
            new Reason(
                "device_sharing_max",
                second,
                "shared a device with " + (3 + i % 9) + " other accounts; usual is 0"),
            new Reason(
                "gap_irregularity",
                third,
                "varied the time between actions by 0.0"
                    + i % 7
                    + " (0 is a machine's rhythm); usual is 1.93"),
            new Reason(
                "account_age_days",
                risk - first - second - third,
                "was 402 days old; usual is 211"));
    return account(
        "u_" + Long.toHexString(random.nextLong()).substring(0, 6 + i % 9),
        risk,
        i % 5 == 4 ? null : "R-" + Integer.toHexString(0xa300 + i % 14),
        reasons);
  }

  private static AccountFinal account(
      String id, double risk, @Nullable String ring, List<Reason> reasons) {
    Band band = RiskConfig.ofDefaults().band(risk);
    double ringScore = ring == null ? 0 : 88.2;
    return new AccountFinal(
        new RiskScore(new AccountId(id), risk, band, reasons), risk * 0.9, ring, ringScore, 212);
  }

  private static RingDetail ring(int i, int size, Random random) {
    List<String> ids = IntStream.range(0, size).mapToObj(m -> "acct" + (1000 * i + m)).toList();
    return new RingDetail(
        "R-" + Integer.toHexString(0xa300 + i),
        97.5 - i * 3.1,
        List.of(
            new Reason(
                "surprise",
                52,
                "its accounts share " + size + " devices; about 1 in 10¹⁸ by chance"),
            new Reason("synchrony", 27.5 - i, "acted within 4 s of one another on 31 occasions"),
            new Reason("members", 20 - 2.1 * i, "its members alone look odd: mean anomaly 61")),
        ids.stream().map(id -> member(id, random)).toList(),
        ties(i, ids, random),
        new RingDetail.Together(
            List.of(
                new RingDetail.Moment(
                    "“like” on post-" + i,
                    START.plusSeconds(40_000),
                    START.plusSeconds(40_041),
                    4)),
            List.of(
                new RingDetail.Burst(START.plusSeconds(40_000), START.plusSeconds(40_900), 4))));
  }

  private static RingDetail.Member member(String id, Random random) {
    double risk = 30 + random.nextInt(700) / 10.0;
    RingDetail.Times times =
        new RingDetail.Times(
            random
                .ints(17, 0, 30)
                .mapToObj(t -> START.plusSeconds(20_000 + t * 1_800L + random.nextInt(90)))
                .toList(),
            random.ints(8, 0, 86_400).mapToObj(START::plusSeconds).toList());
    String role = random.nextInt(4) == 0 ? "bridge" : random.nextInt(2) == 0 ? "core" : "member";
    return new RingDetail.Member(id, role, risk, RiskConfig.ofDefaults().band(risk), times);
  }

  private static RingDetail.Ties ties(int i, List<String> ids, Random random) {
    List<RingDetail.Edge> edges = new ArrayList<>();
    for (int m = 1; m < ids.size(); m++) {
      int other = random.nextInt(m);
      List<String> evidence =
          List.of(
              "both used device D" + other + ", 5 and 3 times, at the closest 4 s apart",
              "both used ip 10.0.7." + m + ", 2 and 2 times; 12 accounts use it");
      double pValue = Math.pow(10, -3 - random.nextInt(20));
      edges.add(new RingDetail.Edge(ids.get(other), ids.get(m), 0.4, pValue, evidence));
    }
    List<RingDetail.SharedKey> keys = new ArrayList<>();
    String[] kinds = {"device", "ip", "payment", "co-action", "session"};
    for (int k = 0; i % 4 != 3 && k < ids.size() / 2 + 1; k++) {
      List<String> users =
          ids.stream().filter(id -> random.nextInt(ids.size()) < 3).limit(9).toList();
      String kind = kinds[random.nextInt(random.nextBoolean() ? 2 : 5)];
      keys.add(
          new RingDetail.SharedKey(
              kind, kind.charAt(0) + "-7f3a" + k, users.size() + 3, users, List.of()));
    }
    return new RingDetail.Ties(
        edges, keys, List.of(new Coincidence(LinkKeyKind.DEVICE, edges.size(), 0.04)));
  }

  private static ActivityChart activity(Random random) {
    List<Long> events = new ArrayList<>();
    List<Long> high = new ArrayList<>();
    for (int i = 0; i < 288; i++) {
      long count = (long) (3500 - 2600 * Math.cos(i / 288.0 * 2 * Math.PI) + random.nextInt(500));
      events.add(count);
      high.add(i > 150 && i < 165 ? count / 4 : count / 40 + random.nextInt(30));
    }
    List<ActivityChart.Burst> bursts =
        IntStream.range(0, 14)
            .mapToObj(i -> {
              Instant at = START.plusSeconds(10_000 + i * 5_000L + random.nextInt(9_000));
              return new ActivityChart.Burst(
                  "ring R-" + Integer.toHexString(0xa300 + i), at, at.plusSeconds(300L * i));
            })
            .toList();
    return new ActivityChart(START, Duration.ofMinutes(5), events, high, bursts);
  }

  private static ReportModel.Labelled labelled(Random random) {
    List<Curve.Point> roc = new ArrayList<>();
    List<Curve.Point> precision = new ArrayList<>();
    for (int i = 0; i <= 5_000; i++) {
      double x = i / 5_000.0;
      roc.add(new Curve.Point(x, Math.pow(x, 0.03)));
      precision.add(new Curve.Point(x, Math.clamp(1 - Math.pow(x, 9) * 0.95, 0.0, 1.0)));
    }
    return new ReportModel.Labelled(
        new ClassOutlines(
            ScoreHistogram.binned(scores(random, 600, 12, 2)),
            ScoreHistogram.binned(scores(random, 40_000, 2, 12))),
        roc,
        precision,
        List.of(
            new ReportModel.AtBand("high", 70, 240, 12),
            new ReportModel.AtBand("medium or high", 40, 600, 400)));
  }

  private static DoubleStream scores(Random random, int count, int up, int down) {
    return LongStream.range(0, count)
        .mapToDouble(i -> {
          double above = gamma(random, up);
          return 100 * above / (above + gamma(random, down));
        });
  }

  private static double gamma(Random random, int shape) {
    return -random.doubles(shape).map(share -> Math.log(1 - share)).sum();
  }
}
