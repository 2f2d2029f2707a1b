package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.control.ModelId;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.InMemoryEventLog;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What detection writes of closed ticks, and under which model. */
class WrittenResultsTest {

  private static final List<Event> DAY = day();
  private static final Set<AccountId> ACCOUNTS =
      DAY.stream().map(Event::account).collect(Collectors.toSet());
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final InMemoryEventLog.Store store = new InMemoryEventLog.Store();
  private final ResultsInMemory results = new ResultsInMemory();
  private final ModelsInMemory models = new ModelsInMemory();
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
            new Kept(new KeptInMemory(), results, models, rings, matters),
            PipelineConfig.ofDefaults(),
            new DetectionSettings(folder, Duration.ofHours(1), 100, 5_000, Duration.ofMillis(5)),
            () -> 100 * System.nanoTime());
    detection.start();
    return detection;
  }

  private static void awaitClosed(EmbeddedDetection detection, EventLog log) {
    WaitFor.condition(
        PATIENCE,
        () ->
            detection.status().state() == DetectionStatus.State.LIVE
                && detection.status().readSeq() == log.lastSeq()
                && ask(detection, driver -> driver.openEvents() == 0 && !driver.waitsForTime()));
  }

  private static <T> T ask(EmbeddedDetection detection, Function<EmbeddedDriver, T> what) {
    return detection.ask(what).join();
  }

  /** Whether every account's written score is what detection says of it now. */
  private boolean isAllWritten(EmbeddedDetection detection) {
    var latest = results.latest();
    return latest.keySet().equals(ACCOUNTS)
        && ACCOUNTS.stream()
            .allMatch(account -> {
              LiveScore live = ask(detection, driver -> driver.liveScore(account)).orElseThrow();
              AccountFinal now = live.score().orElseThrow();
              return !live.provisional()
                  && Objects.requireNonNull(latest.get(account)).result().score().equals(now);
            });
  }

  private String modelInForce(EmbeddedDetection detection) {
    return ModelId.of(ask(detection, driver -> driver.model()).orElseThrow());
  }

  @Test
  void areTheFinalsOfAllAccountsUnderTheModelThatHolds() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY);
      Rest.await(detection, log, rings);
      WaitFor.condition(PATIENCE, () -> isAllWritten(detection));
      String model = modelInForce(detection);
      assertThat(results.latest().values()).allMatch(written -> written.modelId().equals(model));
      assertThat(models.ids()).contains(model);
      WaitFor.condition(PATIENCE, () -> results.reached() == log.lastSeq());
    }
  }

  @Test
  void areWrittenOnceTheDatabaseAnswersAgain() throws Exception {
    results.fail(true);
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY);
      Rest.await(detection, log, rings);
      assertThat(results.latest()).isEmpty();
      assertThat(results.reached()).isZero();
      results.fail(false);
      WaitFor.condition(PATIENCE, () -> isAllWritten(detection));
    }
  }

  @Test
  void areWrittenButForThoseThatCannotBe() throws Exception {
    AccountId unwritable = DAY.getFirst().account();
    results.refuse(unwritable);
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY);
      Rest.await(detection, log, rings);
      WaitFor.condition(PATIENCE, () -> results.latest().size() == ACCOUNTS.size() - 1);
      assertThat(results.latest()).doesNotContainKey(unwritable);
      WaitFor.condition(PATIENCE, () -> results.reached() == log.lastSeq());
    }
  }

  @Test
  void areWrittenAfterTheNextStartIfTheyWereNotBefore() throws Exception {
    results.fail(true);
    try (EventLog log = openLog()) {
      try (EmbeddedDetection detection = start(log)) {
        log.append(DAY);
        Rest.await(detection, log, rings);
      }
      results.fail(false);
      try (EmbeddedDetection detection = start(log)) {
        Rest.await(detection, log, rings);
        WaitFor.condition(PATIENCE, () -> isAllWritten(detection));
      }
    }
  }

  @Test
  void areNotWrittenAgainAfterACleanStop() throws Exception {
    try (EventLog log = openLog()) {
      try (EmbeddedDetection detection = start(log)) {
        log.append(DAY);
        Rest.await(detection, log, rings);
        WaitFor.condition(PATIENCE, () -> isAllWritten(detection));
      }
      assertThat(results.reached()).isEqualTo(log.lastSeq());
      long rows = results.rows();
      try (EmbeddedDetection detection = start(log)) {
        Rest.await(detection, log, rings);
        assertThat(isAllWritten(detection)).isTrue();
      }
      assertThat(results.rows()).isEqualTo(rows);
    }
  }

  @Test
  void goBackToAChosenModelAndOnToTheNextWhenNoneIsChosen() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      int half = DAY.size() / 2;
      log.append(DAY.subList(0, half));
      Rest.await(detection, log, rings);
      String first = modelInForce(detection);
      log.append(DAY.subList(half, DAY.size()));
      WaitFor.condition(PATIENCE, () -> !modelInForce(detection).equals(first));

      models.choose(first);
      WaitFor.condition(PATIENCE, () -> modelInForce(detection).equals(first));
      WaitFor.condition(
          PATIENCE,
          () -> results.latest().values().stream().allMatch(one -> one.modelId().equals(first)));
      WaitFor.condition(PATIENCE, () -> isAllWritten(detection));

      models.choose("");
      WaitFor.condition(PATIENCE, () -> !modelInForce(detection).equals(first));
    }
  }

  @Test
  void putNoModelIntoTheLogThatCouldNotBeKept() throws Exception {
    models.fail(true);
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY);
      awaitClosed(detection, log);
      boolean known = ask(detection, driver -> driver.newestModel().isPresent());
      assertThat(known).isFalse();
    }
  }
}
