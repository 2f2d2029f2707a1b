package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.control.ControlRecords;
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
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.RingInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rings that are found while the server runs. */
class RingCyclesTest {

  private static final List<Event> DAY = day();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final InMemoryEventLog.Store store = new InMemoryEventLog.Store();
  private final ResultsInMemory results = new ResultsInMemory();
  private final MattersInMemory matters = new MattersInMemory(70, 70);
  private final RingsInMemory rings = new RingsInMemory();

  private static List<Event> day() {
    List<Event> day = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(new Volume(Volume.ofDefaults().start(), 1, 1_000, 20_000)))
        .forEach(day::add);
    return day;
  }

  private EventLog openLog() {
    return InMemoryEventLog.open(store, 100_000);
  }

  /** EmbeddedDetection that closes the last minutes of a silent log at once. */
  private EmbeddedDetection start(EventLog log) throws IOException {
    EmbeddedDetection detection =
        new EmbeddedDetection(
            log,
            new Kept(new KeptInMemory(), results, new ModelsInMemory(), rings, matters),
            PipelineConfig.ofDefaults(),
            new DetectionSettings(folder, Duration.ofHours(1), 100, 5_000, Duration.ofMillis(5)),
            () -> 100 * System.nanoTime());
    detection.start();
    return detection;
  }

  private static <T> T ask(EmbeddedDetection detection, Function<EmbeddedDriver, T> what) {
    return detection.ask(what).join();
  }

  private List<RingInForce> awaitRings(EmbeddedDetection detection, EventLog log) {
    Rest.await(detection, log, rings);
    return ask(detection, EmbeddedDriver::ringsInForce);
  }

  @Test
  void areInTheScoresOfTheirMembers() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY);
      List<RingInForce> inForce = awaitRings(detection, log);
      assertThat(inForce).isNotEmpty();
      for (RingInForce ring : inForce) {
        AccountId member = ring.members().getFirst();
        assertThat(ask(detection, driver -> driver.liveScore(member)).orElseThrow().score())
            .hasValueSatisfying(score -> {
              assertThat(score.ringId()).isEqualTo(ring.id());
              assertThat(score.ring()).isEqualTo(ring.score());
            });
        WaitFor.condition(PATIENCE, () -> ring.id().equals(writtenRing(member)));
      }
    }
  }

  private String writtenRing(AccountId account) {
    var written = results.latest().get(account);
    return written == null ? "" : Objects.toString(written.result().score().ringId());
  }

  @Test
  void keepTheirIdsOverAStopAndSayNothingThatIsNotNew() throws Exception {
    List<RingInForce> before;
    long lastSeq;
    try (EventLog log = openLog()) {
      try (EmbeddedDetection detection = start(log)) {
        log.append(DAY);
        before = awaitRings(detection, log);
      }
      lastSeq = log.lastSeq();
      int written = rings.written().size();
      try (EmbeddedDetection detection = start(log)) {
        WaitFor.condition(PATIENCE, () -> rings.written().size() > written);
        assertThat(awaitRings(detection, log)).isEqualTo(before);
      }
      assertThat(log.lastSeq()).isEqualTo(lastSeq);
    }
  }

  @Test
  void areWrittenOnceTheDatabaseAnswersAgain() throws Exception {
    rings.fail(true);
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY.subList(0, DAY.size() - 1));
      WaitFor.condition(PATIENCE, () -> detection.status().state() == DetectionStatus.State.LIVE);
      WaitFor.condition(PATIENCE, () -> !ask(detection, driver -> driver.ringsInForce()).isEmpty());
      assertThat(rings.written()).isEmpty();
      rings.fail(false);
      assertThat(awaitRings(detection, log)).isNotEmpty();
    }
  }

  @Test
  void sayInTheLogWhatTheyAre() {
    Control.ChangeRings changes =
        new Control.ChangeRings(
            new Tick(7),
            List.of(
                new RingInForce(
                    "ring-1",
                    12.345678901234567,
                    List.of(new AccountId("ä\"\n"), new AccountId("b")))),
            List.of("ring-2"));
    ControlRecord record = ControlRecords.rings(changes);
    assertThat(ControlRecords.read(record)).isEqualTo(changes);
  }
}
