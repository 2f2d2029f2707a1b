package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.UnusableStateException;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.Restored;
import dev.ringwatch.pipeline.StateBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Save, restore, continue equals never having stopped: with late events, duplicates, events that
 * fail, co-actions beyond their limit, and the state being written while it changes.
 */
class FrozenStateTest {

  private static final Duration LATENESS = Duration.ofMinutes(2);

  /** So few co-actions are kept that some are shed. */
  private static final PipelineConfig CONFIG = config();

  private static final ExecutorService WRITER = Executors.newSingleThreadExecutor();

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static AnomalyModel model;

  private static PipelineConfig config() {
    PipelineConfig defaults = PipelineConfig.ofDefaults();
    return new PipelineConfig(
        defaults.profiles(),
        defaults
            .rings()
            .withCoAction(defaults.rings().coAction().withMaxOccasions(150).withAudienceCap(20)),
        defaults.risk(),
        LATENESS,
        StateBounds.none(),
        defaults.explainFrom());
  }

  /**
   * A log in the order of arrival: most events within the lateness, some far beyond it, some twice,
   * and some whose time no step can take.
   */
  @BeforeAll
  static void makeLog() {
    Volume volume = new Volume(Volume.ofDefaults().start(), 2, 1_000, 16_000);
    List<Event> events = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults().withSeed(5).withTraps(TrapLevel.HARD).withVolume(volume))
        .forEach(events::add);
    log = arrivals(events, new SplittableRandom(6));
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    model = AnomalyModel.train(driver.vectors(), AnomalyConfig.ofDefaults());
    assertThat(driver.late()).isPositive();
    assertThat(driver.duplicates()).isPositive();
    assertThat(driver.setAsideCount()).isPositive();
    assertThat(driver.shedOccasions()).isPositive();
  }

  @AfterAll
  static void stopWriter() {
    WRITER.shutdown();
  }

  private static List<Event> arrivals(List<Event> events, SplittableRandom random) {
    record Arrival(long millis, Event event) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Event event : events) {
      long millis = event.timestamp().toEpochMilli();
      long delay = random.nextLong(LATENESS.toMillis());
      delay += random.nextInt(50) == 0 ? Duration.ofHours(7).toMillis() : 0;
      arrivals.add(new Arrival(millis + delay, event));
      if (random.nextInt(20) == 0) {
        arrivals.add(new Arrival(millis + delay + random.nextLong(LATENESS.toMillis()), event));
      }
      if (random.nextInt(500) == 0) {
        Event unfit = Event.builder(event.account(), "login", Instant.MAX).id("unfit").build();
        arrivals.add(new Arrival(millis, unfit));
      }
    }
    arrivals.sort((one, other) -> Long.compare(one.millis(), other.millis()));
    return arrivals.stream().map(Arrival::event).toList();
  }

  private static EmbeddedDriver driver(DriverLayout layout) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, layout);
    driver.accept(new Control.UseModel(new Tick(0), model));
    driver.accept(new Control.UseModel(log.get(9_000).tick(), model));
    driver.accept(found("ends", 0, 6_000));
    driver.accept(found("stands", 6_000, log.size() - 1));
    return driver;
  }

  /** That a hunt found the accounts of every tenth event, from one event's tick until another's. */
  private static Control found(String hunt, int from, int until) {
    List<AccountId> accounts =
        IntStream.range(0, 500).mapToObj(i -> log.get(10 * i).account()).distinct().toList();
    return new Control.ChangeFindings(
        log.get(from).tick(), new FindingsInForce(hunt, 30, log.get(until).tick(), accounts));
  }

  private static byte[] write(FrozenState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(state.writeTo(out)).isEqualTo(out.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Restored restore(byte[] state, DriverLayout layout) throws IOException {
    return EmbeddedDriver.restore(new ByteArrayInputStream(state), CONFIG, layout);
  }

  /** Stops at random places, many times in a row, each time with a check of what was restored. */
  @ParameterizedTest(name = "{0} sources, {1} partitions, live {2}, seed {3}")
  @CsvSource({"1, 1, false, 1", "2, 4, false, 2", "1, 4, true, 3", "2, 1, true, 4"})
  void goesOnAsIfItHadNeverStopped(int sources, int partitions, boolean live, long seed)
      throws IOException {
    DriverLayout layout = new DriverLayout(sources, partitions, live, seed);
    SplittableRandom random = new SplittableRandom(seed);
    EmbeddedDriver whole = driver(layout);
    EmbeddedDriver stopped = driver(layout);
    int stops = 0;
    for (int i = 0; i < log.size(); i++) {
      whole.accept(i % sources, log.get(i));
      stopped.accept(i % sources, log.get(i));
      if (random.nextInt(1_500) == 0) {
        byte[] state = write(stopped.freeze(i));
        Restored restored = restore(state, layout.withIndexSeed(random.nextLong()));
        stopped = restored.driver();
        assertThat(restored.position()).isEqualTo(i);
        assertThat(write(stopped.freeze(i))).as("written again").isEqualTo(state);
        assertThat(write(whole.freeze(i))).as("never stopped").isEqualTo(state);
        stops++;
      }
      if (random.nextInt(4_000) == 0) {
        assertSameVectors(stopped.vectors(), whole.vectors());
      }
      if (live && random.nextInt(100) == 0) {
        assertSameLive(stopped, whole, log.get(i));
      }
    }
    assertThat(stops).isGreaterThan(5);
    assertSameEnd(stopped, whole);
  }

  /** The thread that writes reads what the thread that changes leaves to it. */
  @ParameterizedTest(name = "{0} partitions, seed {1}")
  @CsvSource({"1, 1", "4, 2", "4, 3"})
  void isWrittenWhileTheDriverGoesOn(int partitions, long seed) throws Exception {
    record Kept(int position, Future<byte[]> atOnce, Future<byte[]> beside) {}
    DriverLayout layout = DriverLayout.of(1, partitions).withLiveScores();
    SplittableRandom random = new SplittableRandom(seed);
    EmbeddedDriver driver = driver(layout);
    List<Kept> kept = new ArrayList<>();
    Semaphore blocks = new Semaphore(0);
    for (int i = 0; i < log.size(); i++) {
      driver.accept(0, log.get(i));
      if (i % 40 == 0) {
        blocks.release();
      }
      if (random.nextInt(1_500) == 0) {
        FrozenState beside = driver.freeze(i);
        byte[] atOnce = write(driver.freeze(i));
        Future<byte[]> written = WRITER.submit(() -> write(beside, blocks));
        kept.add(new Kept(i, CompletableFuture.completedFuture(atOnce), written));
      }
    }
    blocks.release(1_000_000);
    assertThat(kept).hasSizeGreaterThan(5);
    driver.closeAllTicks();
    for (Kept state : kept) {
      assertThat(state.beside().get()).isEqualTo(state.atOnce().get());
    }
    Kept middle = kept.get(kept.size() / 2);
    EmbeddedDriver goesOn = restore(middle.beside().get(), layout).driver();
    log.subList(middle.position() + 1, log.size()).forEach(event -> goesOn.accept(0, event));
    assertSameEnd(goesOn, driver);
  }

  /** Block by block, each once the other thread has gone on by some events. */
  private static byte[] write(FrozenState state, Semaphore blocks) throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            try {
              assertThat(blocks.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            super.write(bytes, from, length);
          }
        };
    state.writeTo(out);
    return out.toByteArray();
  }

  @Test
  void changesNothingWhenAFrozenStateIsAbandoned() throws IOException {
    DriverLayout layout = DriverLayout.of(1, 2);
    EmbeddedDriver whole = driver(layout);
    EmbeddedDriver other = driver(layout);
    for (int i = 0; i < log.size(); i++) {
      whole.accept(0, log.get(i));
      other.accept(0, log.get(i));
      if (i % 3_000 == 2_000) {
        other.freeze(i).close();
      }
    }
    FrozenState closed = other.freeze(1);
    closed.close();
    assertThatThrownBy(() -> closed.writeTo(new ByteArrayOutputStream()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("once");
    assertThat(write(other.freeze(2))).isEqualTo(write(whole.freeze(2)));
    assertSameEnd(other, whole);
  }

  @Test
  void keepsADriverThatHasSeenNothing() throws IOException {
    DriverLayout layout = DriverLayout.of(3, 2);
    byte[] state = write(new EmbeddedDriver(CONFIG, layout).freeze(-1));
    Restored restored = restore(state, layout);
    assertThat(restored.position()).isEqualTo(-1);
    assertThat(restored.driver().closed()).isEmpty();
    assertThat(write(restored.driver().freeze(-1))).isEqualTo(state);
  }

  @Test
  void keepsTheFailuresOfWhatWasSetAsideAsWords() throws IOException {
    DriverLayout layout = DriverLayout.of(1, 1);
    EmbeddedDriver driver = driver(layout);
    log.forEach(event -> driver.accept(0, event));
    EmbeddedDriver restored = restore(write(driver.freeze(0)), layout).driver();
    String words = driver.setAside().getFirst().failure().toString();
    assertThat(restored.setAside()).hasSameSizeAs(driver.setAside());
    assertThat(restored.setAside().getFirst().event())
        .isEqualTo(driver.setAside().getFirst().event());
    assertThat(restored.setAside().getFirst().failure()).hasMessage(words);
    List<Object> drained = new ArrayList<>();
    restored.drainSetAside(drained::add);
    assertThat(drained).hasSameSizeAs(driver.setAside());
    assertThat(restored.setAside()).isEmpty();
    assertThat(restored.setAsideCount()).isEqualTo(driver.setAsideCount());
  }

  /** Every kind of damage is said, and no other exception escapes. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void refusesWhatIsDamagedOrCutOff(long seed) {
    DriverLayout layout = DriverLayout.of(1, 2);
    EmbeddedDriver driver = driver(layout);
    log.subList(0, 5_000).forEach(event -> driver.accept(0, event));
    byte[] state = write(driver.freeze(7));
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = damaged(state, random);
      assertThatThrownBy(() -> restore(damaged, layout))
          .as("damage %s of seed %s", i, seed)
          .isInstanceOf(UnusableStateException.class);
    }
  }

  private static byte[] damaged(byte[] state, SplittableRandom random) {
    byte[] damaged = state.clone();
    switch (random.nextInt(5)) {
      case 0 -> damaged = Arrays.copyOf(state, random.nextInt(state.length));
      case 1 -> damaged = Arrays.copyOf(state, state.length + 1 + random.nextInt(100));
      case 2 -> flip(damaged, random.nextInt(200), random);
      case 3 -> {
        for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
          flip(damaged, random.nextInt(damaged.length), random);
        }
        damaged[20] ^= 1;
      }
      default -> flip(damaged, random.nextInt(damaged.length), random);
    }
    return damaged;
  }

  private static void flip(byte[] bytes, int at, SplittableRandom random) {
    bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
  }

  @Test
  void refusesAnotherConfigurationInOneSentence() {
    byte[] state = write(driver(DriverLayout.of(1, 2)).freeze(7));
    assertThatThrownBy(() -> restore(state, DriverLayout.of(1, 4)))
        .isInstanceOf(UnusableStateException.class)
        .hasMessageContaining("partitions was 2 and is 4 now");
    PipelineConfig later = CONFIG.withLateness(Duration.ofMinutes(3));
    assertThatThrownBy(() ->
            EmbeddedDriver.restore(new ByteArrayInputStream(state), later, DriverLayout.of(1, 2)))
        .isInstanceOf(UnusableStateException.class)
        .hasMessageContaining("lateness was PT2M and is PT3M now");
    PipelineConfig secret = CONFIG.withHashKey(new HashKey(1, 2));
    assertThatThrownBy(() ->
            EmbeddedDriver.restore(new ByteArrayInputStream(state), secret, DriverLayout.of(1, 2)))
        .isInstanceOf(UnusableStateException.class)
        .hasMessageContaining(
            "fingerprint of the hash key was %s and is %s now",
            HashKey.PUBLIC.fingerprint(), secret.hashKey().fingerprint());
    byte[] newer = state.clone();
    newer[11]++;
    assertThatThrownBy(() -> restore(newer, DriverLayout.of(1, 2)))
        .isInstanceOf(UnusableStateException.class)
        .hasMessageContaining("reads formats 3 to 7");
  }

  private static void assertSameLive(EmbeddedDriver one, EmbeddedDriver other, Event of) {
    var score = one.liveScore(of.account());
    var expected = other.liveScore(of.account());
    assertThat(score.isPresent()).isEqualTo(expected.isPresent());
    if (expected.isPresent()) {
      assertThat(score.get().score()).isEqualTo(expected.get().score());
      assertThat(score.get().tick()).isEqualTo(expected.get().tick());
      assertThat(score.get().provisional()).isEqualTo(expected.get().provisional());
      assertThat(score.get().lastEvent()).isEqualTo(expected.get().lastEvent());
      assertSameVectors(List.of(score.get().vector()), List.of(expected.get().vector()));
    }
  }

  private static void assertSameEnd(EmbeddedDriver driver, EmbeddedDriver never) {
    driver.closeAllTicks();
    never.closeAllTicks();
    assertSameVectors(driver.vectors(), never.vectors());
    Finals finals = driver.finals();
    Finals expected = never.finals();
    assertThat(finals.tick()).isEqualTo(expected.tick());
    assertThat(finals.accounts()).isEqualTo(expected.accounts());
    assertThat(finals.rings().edges()).isEqualTo(expected.rings().edges()).isNotEmpty();
    assertThat(finals.rings().rings()).isEqualTo(expected.rings().rings());
    assertThat(driver.late()).isEqualTo(never.late());
    assertThat(driver.duplicates()).isEqualTo(never.duplicates());
    assertThat(driver.setAsideCount()).isEqualTo(never.setAsideCount());
    assertThat(driver.shedOccasions()).isEqualTo(never.shedOccasions());
  }

  private static void assertSameVectors(List<FeatureVector> some, List<FeatureVector> expected) {
    assertThat(some).hasSameSizeAs(expected);
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).account()).isEqualTo(expected.get(i).account());
      assertThat(some.get(i).events()).isEqualTo(expected.get(i).events());
      assertThat(some.get(i).peerGroup()).isEqualTo(expected.get(i).peerGroup());
      assertThat(some.get(i).values()).isEqualTo(expected.get(i).values());
    }
  }
}
