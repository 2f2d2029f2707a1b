package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.app.detection.HuntScores.Found;
import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.InMemoryEventLog;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.risk.RiskScore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hunts found, as it gets from the log into scores. */
class HuntScoresTest {

  private static final List<Event> DAY = day();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STANDS = Duration.ofDays(2);
  private static final AccountId ANNA = DAY.getFirst().account();

  @TempDir private Path folder;

  private final InMemoryEventLog.Store store = new InMemoryEventLog.Store();
  private final ResultsInMemory results = new ResultsInMemory();

  private static List<Event> day() {
    List<Event> day = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(new Volume(Volume.ofDefaults().start(), 1, 1_000, 10_000)))
        .forEach(day::add);
    return day;
  }

  private EventLog openLog() {
    return InMemoryEventLog.open(store, 100_000);
  }

  /** By a clock that is a hundred times as fast, so that silent minutes pass. */
  private EmbeddedDetection start(EventLog log, Path snapshots) throws IOException {
    EmbeddedDetection detection =
        new EmbeddedDetection(
            log,
            new Kept(
                new KeptInMemory(),
                results,
                new ModelsInMemory(),
                new RingsInMemory(),
                new MattersInMemory(70, 70)),
            PipelineConfig.ofDefaults(),
            new DetectionSettings(snapshots, Duration.ofHours(1), 100, 5_000, Duration.ofMillis(5)),
            () -> 100 * System.nanoTime());
    detection.start();
    WaitFor.condition(PATIENCE, () -> detection.status().state() == DetectionStatus.State.LIVE);
    return detection;
  }

  private static HuntScores scores(EventLog log, EmbeddedDetection detection) {
    return new HuntScores(log, detection, InstantSource.system());
  }

  /** The day is read, and a model holds. */
  private static RiskScore before(EventLog log, EmbeddedDetection detection) {
    log.append(DAY);
    WaitFor.condition(PATIENCE, () -> score(detection).isPresent());
    return score(detection).orElseThrow();
  }

  private static Optional<RiskScore> score(EmbeddedDetection detection) {
    return detection
        .ask(driver -> driver.liveScore(ANNA))
        .join()
        .flatMap(LiveScore::score)
        .map(score -> score.risk());
  }

  private static Optional<Double> points(EmbeddedDetection detection) {
    return score(detection).stream()
        .flatMap(score -> score.reasons().stream())
        .filter(reason -> reason.name().equals("hunt_busy"))
        .map(Reason::points)
        .findFirst();
  }

  private static List<FindingsInForce> standing(EmbeddedDetection detection) {
    return detection.ask(EmbeddedDriver::findingsInForce).join();
  }

  private static Found found(int points, String... accounts) {
    return new Found("busy", points, STANDS, List.of(accounts));
  }

  private static long records(EventLog log) throws InterruptedException {
    return log.read(0, Integer.MAX_VALUE, Duration.ZERO).entries().stream()
        .filter(
            entry -> entry instanceof ControlRecord control && control.kind().equals("findings"))
        .count();
  }

  @Test
  void raiseAndLowerTheScoreOfAnAccountInASilentLog() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, folder)) {
      double before = before(log, detection).score();
      HuntScores scores = scores(log, detection);

      assertThat(scores.tell(found(15, ANNA.value()))).isEqualTo(1);
      WaitFor.condition(PATIENCE, () -> points(detection).isPresent());
      assertThat(points(detection)).contains(15.0);
      WaitFor.condition(PATIENCE, () -> written() > before + 14);

      assertThat(scores.tell(found(15))).isZero();
      WaitFor.condition(PATIENCE, () -> points(detection).isEmpty());
      WaitFor.condition(PATIENCE, () -> written() < before + 14);
      assertThat(standing(detection)).isEmpty();
    }
  }

  private double written() {
    var written = results.latest().get(ANNA);
    return written == null ? -1 : written.result().score().risk().score();
  }

  @Test
  void areTheSameAfterAStopAndWhenTheLogIsReadAgain() throws Exception {
    try (EventLog log = openLog()) {
      RiskScore raised;
      try (EmbeddedDetection detection = start(log, folder)) {
        before(log, detection);
        scores(log, detection).tell(found(15, ANNA.value()));
        WaitFor.condition(PATIENCE, () -> points(detection).isPresent());
        raised = score(detection).orElseThrow();
      }
      try (EmbeddedDetection detection = start(log, folder)) {
        WaitFor.condition(PATIENCE, () -> score(detection).isPresent());
        assertThat(points(detection)).as("from the snapshot").contains(15.0);
        assertThat(standing(detection)).hasSize(1);
      }
      // Both of the same moment: rings and models go on being looked for.
      EmbeddedDriver again = replayed(log);
      try (EmbeddedDetection detection = start(log, folder.resolve("empty"))) {
        WaitFor.condition(PATIENCE, () -> score(detection).isPresent());
        assertThat(points(detection)).as("from the log alone").contains(15.0);
      }
      RiskScore replayed = again.liveScore(ANNA).flatMap(LiveScore::score).orElseThrow().risk();
      assertThat(replayed.reasons()).anyMatch(reason -> reason.name().equals("hunt_busy"));
      assertThat(replayed.score()).isEqualTo(raised.score());
    }
  }

  /** A second driver over the same log. */
  private static EmbeddedDriver replayed(EventLog log) throws InterruptedException {
    EmbeddedDriver driver =
        new EmbeddedDriver(PipelineConfig.ofDefaults(), DriverLayout.of(1, 4).withLiveScores());
    for (LogEntry entry : log.read(0, Integer.MAX_VALUE, Duration.ZERO).entries()) {
      switch (entry) {
        case LogEntry.Recorded recorded -> driver.accept(0, recorded.event());
        case ControlRecord control -> driver.accept(ControlRecords.read(control));
      }
    }
    return driver;
  }

  @Test
  void writeNothingThatIsNotNews() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, folder)) {
      before(log, detection);
      HuntScores scores = scores(log, detection);
      scores.tell(found(15));
      assertThat(records(log)).as("nothing was found, and nothing stood").isZero();
      scores.tell(found(15, "a", "b"));
      scores.tell(found(15, "b", "a"));
      assertThat(records(log)).isEqualTo(1);
      scores.tell(found(20, "b", "a"));
      scores.tell(found(20, "b"));
      assertThat(records(log)).isEqualTo(3);
      // It would stand for so much longer that the half of it is not yet over.
      scores.tell(new Found("busy", 20, STANDS.multipliedBy(3), List.of("b")));
      assertThat(records(log)).isEqualTo(4);
    }
  }

  @Test
  void endOfHuntsThatHavePointsNoMore() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, folder)) {
      before(log, detection);
      HuntScores scores = scores(log, detection);
      scores.tell(found(15, "a"));
      scores.tell(new Found("other", 10, STANDS, List.of("a")));
      scores.keepOnly(Set.of("other"));
      assertThat(records(log)).isEqualTo(3);
      scores.keepOnly(Set.of("other"));
      assertThat(records(log)).isEqualTo(3);
      WaitFor.condition(PATIENCE, () -> standing(detection).size() == 1);
      assertThat(standing(detection).getFirst().hunt()).isEqualTo("other");
    }
  }

  @Test
  void endByThemselvesAlsoWhenNobodyDoesAnything() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, folder)) {
      before(log, detection);
      scores(log, detection)
          .tell(new Found("busy", 15, Duration.ofMinutes(10), List.of(ANNA.value())));
      WaitFor.condition(PATIENCE, () -> points(detection).isPresent());
      WaitFor.condition(PATIENCE, () -> points(detection).isEmpty());
      assertThat(standing(detection)).isEmpty();
    }
  }

  /** It is counted from the present and not from the last minute that has closed. */
  @Test
  void standForTheirTimeInALogThatWasSilentForLonger() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, folder)) {
      before(log, detection);
      Duration stands = Duration.ofMinutes(5);
      Instant reached = detection.ask(driver -> driver.reached().orElseThrow()).join();
      WaitFor.condition(
          PATIENCE,
          () -> detection.know(known -> known.present().isAfter(reached.plus(stands))).join());
      scores(log, detection).tell(new Found("busy", 15, stands, List.of(ANNA.value())));

      WaitFor.condition(PATIENCE, () -> points(detection).isPresent());
    }
  }

  @Test
  void takeTheFirstTenThousandAndSayHowMany() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, folder)) {
      before(log, detection);
      List<String> many = IntStream.range(0, 10_003).mapToObj(i -> "a" + i).toList();
      assertThat(scores(log, detection).tell(new Found("busy", 15, STANDS, many)))
          .isEqualTo(10_000);
      WaitFor.condition(PATIENCE, () -> !standing(detection).isEmpty());
      FindingsInForce standing = standing(detection).getFirst();
      assertThat(standing.accounts()).hasSize(10_000).contains(new AccountId("a9999"));
    }
  }

  @Test
  void sayInTheLogWhatTheyAre() {
    FindingsInForce findings =
        new FindingsInForce(
            "busy", 15, new Tick(29_000_000), List.of(new AccountId("ä\"\n"), new AccountId("b")));
    ControlRecord record = ControlRecords.findings(new Tick(7), findings);
    assertThat(ControlRecords.read(record))
        .isEqualTo(new Control.ChangeFindings(new Tick(7), findings));
    ControlRecord wrong =
        new ControlRecord(
            "findings",
            new Tick(7),
            "{\"hunt\":\"busy\",\"points\":0,\"until\":\"2026-01-01T00:00:00Z\",\"accounts\":[]}");
    assertThatThrownBy(() -> ControlRecords.read(wrong)).hasMessageContaining("1 to 100");
  }
}
