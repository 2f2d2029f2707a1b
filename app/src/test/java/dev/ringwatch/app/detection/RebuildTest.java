package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.RingInForce;
import dev.ringwatch.postgres.TestDatabase;
import dev.ringwatch.postgres.erasure.AccountEvents;
import dev.ringwatch.postgres.erasure.AccountName;
import dev.ringwatch.postgres.log.EventLogConfig;
import dev.ringwatch.postgres.log.PostgresEventLog;
import dev.ringwatch.postgres.schema.EventPartitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EmbeddedDetection that forgets, on the log that it runs on. */
class RebuildTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<Event> DAY = day();

  @AutoClose private final TestDatabase database = TestDatabase.withSchema();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private PipelineConfig config = PipelineConfig.ofDefaults();
  private final RingsInMemory rings = new RingsInMemory();
  private final ResultsInMemory results = new ResultsInMemory();

  private static List<Event> day() {
    List<Event> day = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withVolume(new Volume(Volume.ofDefaults().start(), 1, 1_000, 20_000)))
        .forEach(day::add);
    return day;
  }

  @BeforeEach
  void makePartitions() throws SQLException {
    LocalDate first = LocalDate.ofInstant(DAY.getFirst().timestamp(), ZoneOffset.UTC);
    new EventPartitions(database.dataSource()).ensure(List.of(first, first.plusDays(1)));
  }

  private PostgresEventLog open() {
    return PostgresEventLog.open(
        database.dataSource(), EventLogConfig.ofDefaults(), InstantSource.system());
  }

  private EmbeddedDetection start(EventLog log) throws IOException {
    Kept kept =
        new Kept(
            new KeptInMemory(), results, new ModelsInMemory(), rings, new MattersInMemory(70, 70));
    EmbeddedDetection detection =
        new EmbeddedDetection(
            log,
            kept,
            config,
            new DetectionSettings(folder, Duration.ofMillis(50), 100, 5_000, Duration.ofHours(1)));
    detection.start();
    return detection;
  }

  private static void awaitRead(EmbeddedDetection detection, EventLog log) {
    WaitFor.condition(PATIENCE, () -> detection.status().readSeq() == log.lastSeq());
  }

  private static Map<AccountId, List<Double>> values(EmbeddedDriver driver) {
    Map<AccountId, List<Double>> values = new LinkedHashMap<>();
    DAY.stream()
        .map(Event::account)
        .distinct()
        .forEach(account ->
            driver.liveScore(account).ifPresent(live -> values.put(account, values(live))));
    return values;
  }

  private static List<Double> values(LiveScore live) {
    List<Double> values = new ArrayList<>();
    Arrays.stream(live.vector().values()).forEach(values::add);
    live.score().ifPresent(score -> values.add(score.risk().score()));
    return values;
  }

  private EmbeddedDriver replayed(EventLog log) throws InterruptedException {
    EmbeddedDriver driver = new EmbeddedDriver(config, DriverLayout.of(1, 1).withLiveScores());
    LogBatch batch = log.read(0, Integer.MAX_VALUE, Duration.ZERO);
    while (!batch.entries().isEmpty()) {
      for (LogEntry entry : batch.entries()) {
        switch (entry) {
          case LogEntry.Recorded recorded -> driver.accept(0, recorded.event());
          case ControlRecord control -> driver.accept(ControlRecords.read(control));
        }
      }
      batch = log.read(batch.lastSeq(), Integer.MAX_VALUE, Duration.ZERO);
    }
    return driver;
  }

  /** A model or a ring may come at any moment: then both are asked again. */
  private void assertMatchesReplay(EmbeddedDetection detection, EventLog log)
      throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      awaitRead(detection, log);
      long seq = log.lastSeq();
      Map<AccountId, List<Double>> live = detection.ask(RebuildTest::values).join();
      Map<AccountId, List<Double>> replayed = values(replayed(log));
      if (log.lastSeq() == seq) {
        assertThat(live).isEqualTo(replayed);
        return;
      }
    }
    throw new AssertionError("the log did not come to rest");
  }

  /** Somebody who is in a ring that the log says. */
  private static AccountId member(EmbeddedDetection detection) {
    WaitFor.condition(
        PATIENCE, () -> !detection.ask(EmbeddedDriver::ringsInForce).join().isEmpty());
    RingInForce ring = detection.ask(EmbeddedDriver::ringsInForce).join().getFirst();
    return ring.members().getFirst();
  }

  private void forget(EmbeddedDetection detection, PostgresEventLog log, AccountId account)
      throws Exception {
    AccountEvents events = new AccountEvents(database.dataSource(), ControlRecords::without);
    long through = log.lastSeq();
    detection
        .forget(() -> {
          try {
            events.remove(new AccountName(account.value(), "erased-1"), through);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          log.letGo();
        })
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private boolean isOnDisk(String text) throws IOException {
    for (Path file : files()) {
      try {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      } catch (NoSuchFileException e) {
        // It has another name now, or is gone.
      }
    }
    return false;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void forgetsAnAccountAndIsWhatAReplayOfTheErasedLogIs(boolean roomForTwo) throws Exception {
    if (!roomForTwo) {
      EmbeddedDriver whole = new EmbeddedDriver(config, DriverLayout.of(1, 1).withLiveScores());
      DAY.forEach(event -> whole.accept(0, event));
      // Room for this state, and not for another.
      config = config.withBounds(config.bounds().withBytes(whole.stateBytes() * 7 / 4));
    }
    try (PostgresEventLog log = open()) {
      AccountId account;
      try (EmbeddedDetection detection = start(log)) {
        log.append(DAY);
        awaitRead(detection, log);
        account = member(detection);
        WaitFor.condition(PATIENCE, () -> isOnDisk(account.value()));
        long before = detection.ask(EmbeddedDriver::accounts).join();

        forget(detection, log, account);

        WaitFor.condition(PATIENCE, () -> !files().isEmpty());
        WaitFor.condition(PATIENCE, () -> detection.status().state() == DetectionStatus.State.LIVE);
        awaitRead(detection, log);
        assertThat(detection.ask(driver -> driver.liveScore(account)).join()).isEmpty();
        assertThat(detection.ask(EmbeddedDriver::accounts).join()).isEqualTo((int) before - 1);
        assertThat(detection.ask(EmbeddedDriver::ringsInForce).join())
            .noneMatch(ring -> ring.members().contains(account));
        assertMatchesReplay(detection, log);
      }
      assertThat(isOnDisk(account.value())).isFalse();
      try (EmbeddedDetection detection = start(log)) {
        assertMatchesReplay(detection, log);
        assertThat(detection.ask(driver -> driver.liveScore(account)).join()).isEmpty();
      }
    }
  }

  @Test
  void goesOnWithWhatComesMeanwhile() throws Exception {
    try (PostgresEventLog log = open();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY.subList(0, 10_000));
      awaitRead(detection, log);
      AccountEvents events = new AccountEvents(database.dataSource(), ControlRecords::without);
      AccountId account = DAY.getFirst().account();
      detection
          .forget(() -> {
            try {
              events.remove(new AccountName(account.value(), "erased-1"), log.lastSeq());
              log.letGo();
              log.append(DAY.subList(10_000, DAY.size()));
            } catch (SQLException e) {
              throw new IllegalStateException(e);
            }
          })
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertMatchesReplay(detection, log);
      assertThat(detection.status().state()).isEqualTo(DetectionStatus.State.LIVE);
    }
  }

  @Test
  void keepsItsStateWhenTheLogCannotBeErased() throws Exception {
    try (PostgresEventLog log = open();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY.subList(0, 5_000));
      awaitRead(detection, log);
      assertThatThrownBy(() ->
              detection
                  .forget(() -> {
                    throw new LogUnavailableException("told to fail");
                  })
                  .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("told to fail");
      Optional<LiveScore> still =
          detection.ask(driver -> driver.liveScore(DAY.getFirst().account())).join();
      assertThat(still).isPresent();
      forget(detection, log, DAY.getFirst().account());
      assertThat(detection.ask(driver -> driver.liveScore(DAY.getFirst().account())).join())
          .isEmpty();
    }
  }

  @Test
  void isLiveAfterAStartAlsoWhereTheLastEntriesWereErased() throws Exception {
    List<Event> first = DAY.subList(0, 2_000);
    AccountId account = first.getLast().account();
    try (PostgresEventLog log = open()) {
      long end = log.append(first).lastSeq();
      new AccountEvents(database.dataSource(), ControlRecords::without)
          .remove(new AccountName(account.value(), "erased-1"), end);
    }
    try (PostgresEventLog log = open();
        EmbeddedDetection detection = start(log)) {
      WaitFor.condition(PATIENCE, () -> detection.status().state() == DetectionStatus.State.LIVE);
      assertThat(detection.ask(driver -> driver.liveScore(account)).join()).isEmpty();
      log.append(DAY.subList(2_000, 2_100));
      awaitRead(detection, log);
    }
  }

  @Test
  void refusesToForgetOnceDetectionHasStopped() throws Exception {
    try (PostgresEventLog log = open()) {
      EmbeddedDetection detection = start(log);
      detection.close();
      assertThatThrownBy(() -> detection.forget(() -> {}).get(1, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("detection has stopped");
    }
  }
}
