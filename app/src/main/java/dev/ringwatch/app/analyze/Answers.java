package dev.ringwatch.app.analyze;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.app.output.Summary;
import dev.ringwatch.app.output.SummaryJson;
import dev.ringwatch.app.report.Report;
import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Writes what a run found into its folder. */
final class Answers {

  private static final double MAX_FALSE_POSITIVE_RATE = 0.02;

  private final AnalysisRequest request;
  private final PipelineConfig config;
  private final Stopwatch stopwatch;

  Answers(AnalysisRequest request, PipelineConfig config, Stopwatch stopwatch) {
    this.request = request;
    this.config = config;
    this.stopwatch = stopwatch;
  }

  /** Writes every file but {@code rejected}, which was written while reading. */
  Summary write(Findings findings, Optional<Labels> labels) throws IOException {
    Finals finals = findings.finals();
    request.answerFiles().writeAccounts(finals.accounts());
    request.answerFiles().writeRings(finals.rings());
    Optional<String> learned = findings.lesson().flatMap(Lesson::file);
    if (learned.isPresent()) {
      Files.writeString(request.out().resolve(LearnedFile.NAME), learned.get());
    }
    Optional<RankingQuality> quality = labels.flatMap(known -> quality(findings.alone(), known));
    stopwatch.lap("write");
    Summary summary = summary(findings, quality);
    try (Writer out = open("report.html")) {
      Report.write(new ReportPage(findings, summary).model(labels, quality), out);
    }
    stopwatch.lap("report");
    Summary timed = summary(findings, quality);
    try (Writer out = open("summary.json")) {
      SummaryJson.write(timed, out);
    }
    return timed;
  }

  private Writer open(String name) throws IOException {
    return Files.newBufferedWriter(request.out().resolve(name));
  }

  private static Optional<RankingQuality> quality(Finals finals, Labels labels) {
    List<AccountFinal> known =
        finals.accounts().stream()
            .filter(account -> labels.of(account.account()).isPresent())
            .toList();
    double[] scores = known.stream().mapToDouble(account -> account.risk().score()).toArray();
    boolean[] abusive = new boolean[scores.length];
    for (int i = 0; i < abusive.length; i++) {
      abusive[i] = labels.of(known.get(i).account()).filter(Label::abusive).isPresent();
    }
    return RankingQuality.of(scores, abusive);
  }

  private Summary summary(Findings findings, Optional<RankingQuality> quality) {
    Summary.Run run =
        new Summary.Run(
            Map.of("ringwatch", Version.text()),
            new Summary.Configuration(
                findings.model().seed(), config.risk().mediumFrom(), config.risk().highFrom()),
            findings.model(),
            request.now(),
            stopwatch.stages());
    RingFindings rings = findings.finals().rings();
    long inRings = rings.rings().stream().mapToLong(ring -> ring.members().size()).sum();
    return new Summary(
        run,
        intake(findings),
        accounts(findings.finals().accounts()),
        new Summary.Rings(rings.rings().size(), inRings, rings.edges().size()),
        quality.map(Answers::quality));
  }

  private Summary.Intake intake(Findings findings) {
    Activity activity = findings.taken().activity();
    return new Summary.Intake(
        inputs(findings.taken().eventsPerInput()),
        activity.events(),
        findings.taken().duplicates(),
        findings.rejected().byReason(),
        activity.first().map(first -> new Summary.Period(first, activity.last().orElse(first))));
  }

  private List<Summary.Input> inputs(List<Long> events) {
    return IntStream.range(0, events.size())
        .mapToObj(i -> new Summary.Input(request.files().get(i), events.get(i)))
        .toList();
  }

  private static Summary.Accounts accounts(List<AccountFinal> accounts) {
    Map<Band, Long> counts = new EnumMap<>(Band.class);
    long highRiskEvents = 0;
    for (AccountFinal account : accounts) {
      Band band = account.risk().band();
      counts.merge(band, 1L, Long::sum);
      highRiskEvents += band == Band.HIGH ? account.events() : 0;
    }
    return new Summary.Accounts(
        counts.getOrDefault(Band.LOW, 0L),
        counts.getOrDefault(Band.MEDIUM, 0L),
        counts.getOrDefault(Band.HIGH, 0L),
        highRiskEvents);
  }

  private static Summary.Quality quality(RankingQuality ranking) {
    return new Summary.Quality(
        ranking.positives(),
        ranking.negatives(),
        ranking.rocAuc(),
        ranking.averagePrecision(),
        ranking.recallAt(MAX_FALSE_POSITIVE_RATE));
  }
}
