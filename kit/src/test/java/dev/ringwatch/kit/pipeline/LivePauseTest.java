package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks in the midst of closing a tick sees every event that came, and none twice. */
class LivePauseTest {

  /** So late that all of the day lies in open ticks until it is closed at once. */
  private static final PipelineConfig CONFIG =
      PipelineConfig.ofDefaults().withLateness(Duration.ofDays(2));

  @ParameterizedTest(name = "{0} partitions, seed {1}")
  @CsvSource({"1, 1", "3, 2"})
  void seesEveryEventOnceWhileATickCloses(int partitions, long seed) {
    EmbeddedDriver driver =
        new EmbeddedDriver(CONFIG, DriverLayout.of(1, partitions).withLiveScores());
    List<Event> log = new ArrayList<>();
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(seed)
                .withVolume(new Volume(Volume.ofDefaults().start(), 1, 1_000, 30_000)))
        .forEach(event -> log.add(inOneMinute(event)));
    Map<AccountId, Integer> expected = new HashMap<>();
    log.forEach(event -> {
      driver.accept(0, event);
      expected.merge(event.account(), 1, Integer::sum);
    });
    AtomicInteger pauses = new AtomicInteger();
    driver.onPause(() -> {
      assertSeesAll(driver, expected, pauses.incrementAndGet());
    });
    driver.closeAllTicks();
    assertThat(pauses).hasValueGreaterThan(10);
    assertSeesAll(driver, expected, -1);
    assertThat(driver.openEvents()).isZero();
  }

  /**
   * The accounts of a key are told at the tick's end, and the live score must not forget till then.
   */
  @Test
  void countsSharersWhileATickCloses() {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, DriverLayout.of(1, 1).withLiveScores());
    Instant start = Volume.ofDefaults().start();
    int accounts = 5_000;
    for (int i = 0; i < accounts; i++) {
      driver.accept(
          0,
          Event.builder(new AccountId("a" + i), "login", start.plusMillis(i))
              .id("e" + i)
              .device("shared")
              .build());
    }
    AccountId first = new AccountId("a0");
    AtomicInteger pauses = new AtomicInteger();
    driver.onPause(() -> {
      pauses.incrementAndGet();
      LiveScore live = driver.liveScore(first).orElseThrow();
      assertThat(live.vector().value(Feature.DEVICE_SHARING_MAX)).isGreaterThan(500);
      assertThat(live.provisional()).isTrue();
    });
    driver.closeAllTicks();
    assertThat(pauses).hasValueGreaterThan(2);
    LiveScore closed = driver.liveScore(first).orElseThrow();
    assertThat(closed.vector().value(Feature.DEVICE_SHARING_MAX)).isGreaterThan(4_000);
    assertThat(closed.provisional()).isFalse();
  }

  /**
   * What comes while a tick closes counts as if the tick had closed at once: the same ticks, the
   * same late events, the same state to the last byte.
   */
  @ParameterizedTest(name = "{0} partitions, seed {1}")
  @CsvSource({"1, 3", "3, 4"})
  void takesEventsInWhileATickCloses(int partitions, long seed) throws IOException {
    List<Event> log = crowdedMinutes(seed);
    DriverLayout layout = DriverLayout.of(1, partitions).withLiveScores();
    PipelineConfig config = PipelineConfig.ofDefaults();
    EmbeddedDriver plain = new EmbeddedDriver(config, layout);
    log.forEach(event -> plain.accept(0, event));

    EmbeddedDriver driver = new EmbeddedDriver(config, layout);
    SplittableRandom random = new SplittableRandom(seed);
    Iterator<Event> next = log.iterator();
    AtomicInteger between = new AtomicInteger();
    driver.onPause(() -> {
      for (int left = random.nextInt(3_000); left > 0 && next.hasNext(); left--) {
        driver.accept(0, next.next());
        between.incrementAndGet();
      }
    });
    while (next.hasNext()) {
      driver.accept(0, next.next());
    }

    assertThat(between).hasValueGreaterThan(log.size() / 4);
    assertThat(driver.late()).isEqualTo(plain.late()).isPositive();
    assertThat(driver.closed()).isEqualTo(plain.closed());
    assertThat(bytes(driver)).isEqualTo(bytes(plain));
  }

  private static byte[] bytes(EmbeddedDriver driver) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrozenState state = driver.freeze(0)) {
      state.writeTo(out);
    }
    return out.toByteArray();
  }

  /** Half an hour with some thousand events a minute, in disorder beyond the lateness. */
  private static List<Event> crowdedMinutes(long seed) {
    record Arrival(long millis, Event event) {}
    SplittableRandom random = new SplittableRandom(seed);
    Instant start = Volume.ofDefaults().start();
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      long millis = random.nextLong(30 * Tick.MILLIS);
      Event event =
          Event.builder(new AccountId("a" + random.nextInt(500)), "buy", start.plusMillis(millis))
              .id("e" + i)
              .device("d" + random.nextInt(300))
              .target("t" + random.nextInt(50))
              .build();
      arrivals.add(new Arrival(millis + random.nextLong(2 * Tick.MILLIS), event));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::millis));
    return arrivals.stream().map(Arrival::event).toList();
  }

  /** All events of the day within one minute, so that there is one large tick. */
  private static Event inOneMinute(Event event) {
    long start = Volume.ofDefaults().start().toEpochMilli();
    long millis = (event.timestamp().toEpochMilli() - start) / 1_440;
    return Event.builder(
            event.account(), event.action(), Volume.ofDefaults().start().plusMillis(millis))
        .id(event.id())
        .ip(event.ip())
        .device(event.device())
        .target(event.target())
        .build();
  }

  private static void assertSeesAll(
      EmbeddedDriver driver, Map<AccountId, Integer> expected, int pause) {
    expected.forEach((account, events) -> {
      LiveScore live = driver.liveScore(account).orElseThrow();
      assertThat(live.vector().events())
          .as("%s at pause %s", account, pause)
          .isEqualTo((long) events);
    });
  }
}
