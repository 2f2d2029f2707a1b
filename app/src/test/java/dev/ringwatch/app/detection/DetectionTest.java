package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ringwatch.app.DelegatingLog;
import dev.ringwatch.app.encryption.FileEncryption;
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
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class DetectionTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final List<Event> DAY = day();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final KeptInMemory kept = new KeptInMemory();
  private final ResultsInMemory results = new ResultsInMemory();
  private final ModelsInMemory models = new ModelsInMemory();
  private final MattersInMemory matters = new MattersInMemory(70, 70);
  private final RingsInMemory rings = new RingsInMemory();

  private InMemoryEventLog.Store store = new InMemoryEventLog.Store();

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

  private DetectionSettings settings(Duration snapshotEvery, Duration heartbeatAfter) {
    return new DetectionSettings(folder, snapshotEvery, 100, 5_000, heartbeatAfter);
  }

  private Kept all() {
    return new Kept(kept, results, models, rings, matters);
  }

  private EmbeddedDetection start(EventLog log, DetectionSettings settings) throws IOException {
    EmbeddedDetection detection = new EmbeddedDetection(log, all(), CONFIG, settings);
    detection.start();
    return detection;
  }

  private EmbeddedDetection start(EventLog log) throws IOException {
    return start(log, settings(Duration.ofMillis(50), Duration.ofHours(1)));
  }

  private static DetectionStatus awaitRead(EmbeddedDetection detection, EventLog log) {
    WaitFor.condition(PATIENCE, () -> detection.status().readSeq() == log.lastSeq());
    return detection.status();
  }

  private static Map<AccountId, Optional<LiveScore>> scores(EmbeddedDetection detection) {
    Map<AccountId, Optional<LiveScore>> scores = new LinkedHashMap<>();
    DAY.stream()
        .map(Event::account)
        .distinct()
        .forEach(account ->
            scores.put(account, detection.ask(driver -> driver.liveScore(account)).join()));
    return scores;
  }

  /** The same, from a driver that reads the log from its beginning. */
  private static Map<AccountId, Optional<LiveScore>> replayed(EventLog log)
      throws InterruptedException {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, DriverLayout.of(1, 1).withLiveScores());
    for (LogEntry entry : log.read(0, Integer.MAX_VALUE, Duration.ZERO).entries()) {
      switch (entry) {
        case LogEntry.Recorded recorded -> driver.accept(0, recorded.event());
        case ControlRecord control -> driver.accept(ControlRecords.read(control));
      }
    }
    Map<AccountId, Optional<LiveScore>> scores = new LinkedHashMap<>();
    DAY.stream()
        .map(Event::account)
        .distinct()
        .forEach(account -> scores.put(account, driver.liveScore(account)));
    return scores;
  }

  /** A model may be learned at any moment: then both are asked again. */
  private static void assertMatchesReplay(EmbeddedDetection detection, EventLog log)
      throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      long seq = awaitRead(detection, log).readSeq();
      Map<AccountId, Optional<LiveScore>> scores = scores(detection);
      Map<AccountId, Optional<LiveScore>> replayed = replayed(log);
      if (log.lastSeq() == seq) {
        assertSame(scores, replayed);
        return;
      }
    }
    throw new AssertionError("the log did not come to rest");
  }

  private static List<Double> values(LiveScore live) {
    return Arrays.stream(live.vector().values()).boxed().toList();
  }

  private static void assertSame(
      Map<AccountId, Optional<LiveScore>> some, Map<AccountId, Optional<LiveScore>> expected) {
    assertThat(some.keySet()).isEqualTo(expected.keySet());
    some.forEach((account, score) -> {
      Optional<LiveScore> other = Objects.requireNonNull(expected.get(account));
      assertThat(score.flatMap(LiveScore::score))
          .as("%s", account)
          .isEqualTo(other.flatMap(LiveScore::score));
      assertThat(score.map(DetectionTest::values)).isEqualTo(other.map(DetectionTest::values));
    });
  }

  @Test
  void saysTheSameHoweverOftenItWasStopped() throws Exception {
    int part = DAY.size() / 5;
    for (int i = 0; i < 5; i++) {
      try (EventLog log = openLog();
          EmbeddedDetection detection = start(log)) {
        log.append(DAY.subList(i * part, (i + 1) * part));
        awaitRead(detection, log);
        if (i == 4) {
          assertThat(detection.status().accounts()).isGreaterThan(900);
          assertMatchesReplay(detection, log);
        }
      }
    }
  }

  @Test
  void saysOnceThatItHasReadWhatWasThereBefore() throws Exception {
    List<Long> liveAt = new CopyOnWriteArrayList<>();
    try (EventLog log = openLog()) {
      log.append(DAY.subList(0, 5_000));
      try (EmbeddedDetection detection =
          new EmbeddedDetection(
              log, all(), CONFIG, settings(Duration.ofHours(1), Duration.ofHours(1)))) {
        detection.onLive(() -> liveAt.add(detection.status().readSeq()));
        detection.start();
        awaitRead(detection, log);
        log.append(DAY.subList(5_000, 6_000));
        awaitRead(detection, log);
      }
    }
    assertThat(liveAt).containsExactly(5_000L);
  }

  @Test
  void leavesADamagedSnapshotAsideAndTakesTheOneBefore() throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY.subList(0, 10_000));
      awaitRead(detection, log);
      WaitFor.condition(PATIENCE, () -> detection.status().snapshotSeq() > 0);
      log.append(DAY.subList(10_000, DAY.size()));
      awaitRead(detection, log);
    }
    List<Path> snapshots;
    try (Stream<Path> files = Files.list(folder)) {
      snapshots = files.sorted().toList();
    }
    assertThat(snapshots).hasSize(2);
    try (RandomAccessFile newest = new RandomAccessFile(snapshots.getLast().toFile(), "rw")) {
      newest.seek(newest.length() / 2);
      int before = newest.read();
      newest.seek(newest.length() / 2);
      newest.write(before ^ 1);
    }
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      awaitRead(detection, log);
      assertMatchesReplay(detection, log);
    }
  }

  /** Reads the beginning of the day and leaves two snapshots of it. */
  private void leaveSnapshots(int events) throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY.subList(0, events));
      awaitRead(detection, log);
    }
  }

  private List<String> putAside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".unusable")).toList();
    }
  }

  @Test
  void goesOnFromAnEncryptedSnapshotAndWithoutItsKeyFromTheLog() throws Exception {
    Path key = folder.resolve("keys/secret.key");
    readFurther(0, 8_000, encrypted(key));
    assertThat(files(".snapshot")).isNotEmpty().allMatch(DetectionTest::isEncrypted);
    readFurther(8_000, 9_000, encrypted(key));
    assertThat(putAside()).as("the state was read back").isEmpty();
    Path former = Files.move(key, key.resolveSibling("elsewhere"));
    readFurther(9_000, 10_000, encrypted(key));
    assertThat(putAside()).isNotEmpty();
    FileEncryption again = FileEncryption.of(former, true);
    for (Path kept : files(".unusable")) {
      try (InputStream in = new SnapshotFolder(folder, again).open(kept)) {
        assertThat(SnapshotHead.read(in).position().seq()).isPositive();
      }
    }
  }

  /** Reads a part of the day, and says the same as a replay of all up to there. */
  private void readFurther(int from, int to, DetectionSettings settings) throws Exception {
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log, settings)) {
      log.append(DAY.subList(from, to));
      assertMatchesReplay(detection, log);
    }
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  private static boolean isEncrypted(Path file) {
    try {
      return FileEncryption.isEncrypted(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DetectionSettings encrypted(Path key) throws IOException {
    return settings(Duration.ofMillis(50), Duration.ofHours(1))
        .withFiles(FileEncryption.of(key, true));
  }

  @Test
  void doesNotGoOnFromASnapshotOfAnotherLog() throws Exception {
    leaveSnapshots(8_000);
    store = new InMemoryEventLog.Store();
    try (EventLog log = openLog()) {
      log.append(DAY.subList(5_000, 15_000));
      try (EmbeddedDetection detection = start(log)) {
        assertMatchesReplay(detection, log);
        assertThat(putAside()).isNotEmpty();
      }
    }
  }

  @Test
  void doesNotGoOnFromASnapshotThatIsAheadOfItsLog() throws Exception {
    leaveSnapshots(8_000);
    store = store.backup(3_000);
    try (EventLog log = openLog()) {
      try (EmbeddedDetection detection = start(log)) {
        awaitRead(detection, log);
        assertThat(putAside()).isNotEmpty();
      }
    }
    // What was written anew is found, though the numbers of what was put aside are higher.
    try (EventLog log = openLog()) {
      log.append(DAY.subList(3_000, 10_000));
      try (EmbeddedDetection detection = start(log)) {
        assertThat(awaitRead(detection, log).snapshotSeq()).isPositive();
        assertMatchesReplay(detection, log);
      }
    }
  }

  @Test
  void standsStillWhenItsLogHasLostEntries() throws Exception {
    try (EventLog log = openLog();
        EventLog older = InMemoryEventLog.open(new InMemoryEventLog.Store(), 1)) {
      AtomicReference<EventLog> end = new AtomicReference<>(log);
      EventLog shrinking =
          new DelegatingLog(log) {
            @Override
            public long lastSeq() {
              return end.get().lastSeq();
            }
          };
      try (EmbeddedDetection detection = start(shrinking)) {
        log.append(DAY.subList(0, 100));
        awaitRead(detection, log);
        end.set(older);
        WaitFor.condition(
            PATIENCE, () -> detection.status().failure().contains("it has lost entries"));
      }
    }
  }

  @Test
  void saysOfWhichEntriesItKnowsNothing() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedDetection.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    logger.addAppender(said);
    try (EventLog log = openLog()) {
      log.append(DAY.subList(0, 100));
      EventLog withoutBeginning =
          new DelegatingLog(log) {
            @Override
            public LogBatch read(long afterSeq, int maxEntries, Duration wait)
                throws InterruptedException {
              return super.read(Math.max(40, afterSeq), maxEntries, wait);
            }
          };
      try (EmbeddedDetection detection = start(withoutBeginning)) {
        awaitRead(detection, log);
      }
    } finally {
      logger.detachAppender(said);
    }
    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(message -> message.contains("no longer in the log"))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("entries 1 to 40 ");
  }

  @Test
  void setsARecordAsideThatItCannotReadAndCountsItOnce() throws Exception {
    for (int start = 0; start < 2; start++) {
      try (EventLog log = openLog();
          EmbeddedDetection detection =
              start(log, settings(Duration.ofHours(1), Duration.ofHours(1)))) {
        if (start == 0) {
          log.append(new ControlRecord("model", new Tick(1), "no model"));
          log.append(new ControlRecord("heartbeat", new Tick(1), "no time"));
          log.append(DAY.subList(0, 1_000));
        }
        awaitRead(detection, log);
        WaitFor.condition(PATIENCE, () -> detection.status().setAside() == 2);
        assertThat(detection.status().failure()).isEmpty();
      }
      forgetSnapshots();
    }
    assertThat(kept.pieces())
        .satisfiesExactly(
            model -> {
              assertThat(model).isInstanceOf(SetAsides.Entry.class);
              assertThat(((SetAsides.Entry) model).seq()).isEqualTo(1);
              assertThat(((SetAsides.Entry) model).kind()).isEqualTo("model");
            },
            heartbeat -> assertThat(heartbeat.error()).contains("no time"));
  }

  private void forgetSnapshots() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void takesNoSnapshotBeforeWhatWasSetAsideIsKept() throws Exception {
    kept.fail(true);
    try (EventLog log = openLog()) {
      try (EmbeddedDetection detection = start(log)) {
        log.append(new ControlRecord("model", new Tick(1), "no model"));
        log.append(DAY.subList(0, 1_000));
        awaitRead(detection, log);
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
      kept.fail(false);
      try (EmbeddedDetection detection = start(log)) {
        WaitFor.condition(PATIENCE, () -> detection.status().snapshotSeq() >= 1);
        assertThat(detection.status().setAside()).isEqualTo(1);
      }
    }
    assertThat(kept.pieces()).hasSize(1);
  }

  @Test
  void standsStillAtAControlRecordOfALaterVersion() throws Exception {
    for (int start = 0; start < 2; start++) {
      try (EventLog log = openLog();
          EmbeddedDetection detection = start(log)) {
        if (start == 0) {
          log.append(DAY.subList(0, 1_000));
          log.append(new ControlRecord("verdict", new Tick(1), "of a later version"));
          log.append(DAY.subList(1_000, 2_000));
        }
        awaitState(detection, DetectionStatus.State.FAILED);
        assertThat(detection.status().failure()).contains("newer Ringwatch", "\"verdict\"");
        assertThat(detection.status().snapshotSeq()).isLessThan(1_001);
        assertRefuses(detection, "newer Ringwatch");
      }
    }
    assertThat(kept.pieces()).isEmpty();
  }

  private static void awaitState(EmbeddedDetection detection, DetectionStatus.State state) {
    WaitFor.condition(PATIENCE, () -> detection.status().state() == state);
  }

  private static void assertRefuses(EmbeddedDetection detection, String why) {
    assertThatThrownBy(() -> detection.ask(EmbeddedDriver::accounts).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(NotLiveException.class)
        .hasMessageContaining(why);
  }

  @Test
  void saysThatItDiedOfAnError() throws Exception {
    try (EventLog log = openLog()) {
      EventLog deadly =
          new DelegatingLog(log) {
            @Override
            public LogBatch read(long afterSeq, int maxEntries, Duration wait)
                throws InterruptedException {
              if (afterSeq == 0) {
                return super.read(afterSeq, maxEntries, wait);
              }
              throw new OutOfMemoryError("no heap");
            }
          };
      try (EmbeddedDetection detection = start(deadly)) {
        log.append(DAY.subList(0, 10));
        awaitState(detection, DetectionStatus.State.FAILED);
        assertThat(detection.status().failure()).contains("OutOfMemoryError: no heap");
        assertThat(detection.hasDied()).isTrue();
        assertRefuses(detection, "stands still");
      }
    }
  }

  @Test
  void saysThatItDiedBeforeItHadAState() throws Exception {
    leaveSnapshots(1_000);
    try (EventLog log = openLog()) {
      EventLog nameless =
          new DelegatingLog(log) {
            @Override
            public UUID id() {
              throw new IllegalStateException("no name");
            }
          };
      try (EmbeddedDetection detection = start(nameless)) {
        awaitState(detection, DetectionStatus.State.FAILED);
        assertThat(detection.status().failure()).contains("no name");
        assertRefuses(detection, "no name");
      }
    }
  }

  @Test
  void saysHowFarItIsBehind() throws Exception {
    AtomicLong ahead = new AtomicLong();
    try (EventLog log = openLog()) {
      EventLog faster =
          new DelegatingLog(log) {
            @Override
            public long lastSeq() {
              return super.lastSeq() + ahead.get();
            }
          };
      try (EmbeddedDetection detection = start(faster)) {
        awaitState(detection, DetectionStatus.State.LIVE);
        ahead.set(DetectionStatus.MAX_LAG);
        assertThat(detection.status().state()).isEqualTo(DetectionStatus.State.LIVE);
        ahead.incrementAndGet();
        assertThat(detection.status().state()).isEqualTo(DetectionStatus.State.BEHIND);
        assertThat(detection.status().lag()).isEqualTo(DetectionStatus.MAX_LAG + 1);
        assertThat(detection.status().failure()).isEmpty();
      }
    }
  }

  @Test
  void saysThatItHasNotMovedForAWhile() throws Exception {
    AtomicLong nanos = new AtomicLong();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (EventLog log = openLog()) {
      EventLog blocking =
          new DelegatingLog(log) {
            @Override
            public LogBatch read(long afterSeq, int maxEntries, Duration wait)
                throws InterruptedException {
              if (afterSeq > 0) {
                blocked.countDown();
                goOn.await();
              }
              return super.read(afterSeq, maxEntries, wait);
            }
          };
      DetectionSettings never = settings(Duration.ofHours(1), Duration.ofHours(1));
      try (EmbeddedDetection detection =
          new EmbeddedDetection(blocking, all(), CONFIG, never, nanos::get)) {
        detection.start();
        log.append(DAY.subList(0, 10));
        blocked.await();
        nanos.addAndGet(DetectionStatus.STANDSTILL.toNanos());
        assertThat(detection.status().state()).isEqualTo(DetectionStatus.State.LIVE);
        nanos.addAndGet(1);
        assertThat(detection.status().failure()).isEqualTo("detection has not moved for 30 s");
        assertThat(detection.status().state()).isEqualTo(DetectionStatus.State.FAILED);
        goOn.countDown();
        awaitState(detection, DetectionStatus.State.LIVE);
      }
    }
  }

  @Test
  void comesToTheSameScoresIfARecordIsThereTwice() throws Exception {
    List<ControlRecord> records = new ArrayList<>();
    try (EventLog log = openLog();
        EmbeddedDetection detection = start(log)) {
      log.append(DAY.subList(0, 10_000));
      awaitRead(detection, log);
      WaitFor.condition(PATIENCE, () -> models(log) > 0);
      log.read(0, Integer.MAX_VALUE, Duration.ZERO).entries().stream()
          .filter(ControlRecord.class::isInstance)
          .forEach(entry -> records.add((ControlRecord) entry));
    }
    records.add(ControlRecords.heartbeat(DAY.get(12_000).timestamp()));
    assertThat(replayed(records, 2)).isEqualTo(replayed(records, 1));
  }

  private static long models(EventLog log) throws InterruptedException {
    return log.read(0, Integer.MAX_VALUE, Duration.ZERO).entries().stream()
        .filter(entry -> entry instanceof ControlRecord control && ControlRecords.isModel(control))
        .count();
  }

  /** Scores of a driver that met every record so often. */
  private static Map<AccountId, String> replayed(List<ControlRecord> records, int times) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, DriverLayout.of(1, 1).withLiveScores());
    DAY.subList(0, 10_000).forEach(event -> driver.accept(0, event));
    for (ControlRecord control : records) {
      for (int i = 0; i < times; i++) {
        driver.accept(ControlRecords.read(control));
      }
    }
    DAY.subList(12_000, 14_000).forEach(event -> driver.accept(0, event));
    Map<AccountId, String> scores = new LinkedHashMap<>();
    DAY.forEach(event ->
        scores.computeIfAbsent(
            event.account(),
            account ->
                driver
                    .liveScore(account)
                    .map(live -> live.score() + " " + values(live) + " " + live.tick())
                    .toString()));
    assertThat(scores.values()).anySatisfy(score -> assertThat(score).contains("risk"));
    return scores;
  }

  @Test
  void closesTheLastMinutesOfASilentLog() throws Exception {
    PipelineConfig quick = CONFIG.withLateness(Duration.ZERO);
    try (EventLog log = openLog();
        EmbeddedDetection detection =
            new EmbeddedDetection(
                log, all(), quick, settings(Duration.ofHours(1), Duration.ofMillis(20)))) {
      detection.start();
      Event first = DAY.getFirst();
      Tick tick = first.tick();
      // Its minute is over a few milliseconds of silence later.
      Event last =
          Event.builder(first.account(), "login", tick.end().minusMillis(5)).id("last").build();
      log.append(List.of(last));
      WaitFor.condition(PATIENCE, () -> detection.status().closed().isPresent());
      LiveScore score =
          detection.ask(driver -> driver.liveScore(first.account())).join().orElseThrow();
      assertThat(score.provisional()).isFalse();
      assertThat(score.vector().events()).isEqualTo(1);
    }
  }

  @Test
  void scoresByAModelThatWasLearnedFromTheLastMinuteOfASilentLog() throws Exception {
    LongSupplier minutesInMoments = () -> 1_000 * System.nanoTime();
    try (EventLog log = openLog();
        EmbeddedDetection detection =
            new EmbeddedDetection(
                log,
                all(),
                CONFIG,
                settings(Duration.ofHours(1), Duration.ofSeconds(1)),
                minutesInMoments)) {
      detection.start();
      List<Event> minute =
          IntStream.range(0, 150)
              .mapToObj(i -> new AccountId("account-" + i))
              .map(account ->
                  Event.builder(account, "login", DAY.getFirst().timestamp())
                      .id(account.value())
                      .build())
              .toList();
      log.append(minute);
      awaitRead(detection, log);
      WaitFor.condition(
          PATIENCE,
          () ->
              detection
                  .ask(driver -> driver.liveScore(minute.getFirst().account()))
                  .join()
                  .flatMap(LiveScore::score)
                  .isPresent());
      WaitFor.condition(PATIENCE, () -> detection.figures().modelAccounts() == 150);
      assertThat(detection.figures().modelFrom()).isPresent();
      assertThat(detection.figures().ticks().total()).isPositive();
      assertThat(detection.newestSnapshot()).isEmpty();
      assertThat(detection.hasDied()).isFalse();
    }
  }

  @Test
  void refusesQuestionsOnceItHasStopped() throws Exception {
    EventLog log = openLog();
    EmbeddedDetection detection = start(log);
    awaitRead(detection, log);
    detection.close();
    log.close();
    assertThatThrownBy(() -> detection.ask(EmbeddedDriver::accounts).join())
        .isInstanceOfAny(NotLiveException.class, CompletionException.class);
  }
}
