package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.LiveScore;
import dev.ringwatch.pipeline.PipelineConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver says of single accounts between ticks, against what it says when ticks close. */
class LiveScoreTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final PipelineConfig CONFIG =
      PipelineConfig.ofDefaults().withLateness(LATENESS).withHashKey(new HashKey(1, 2));

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static AnomalyModel model;

  @BeforeAll
  static void makeLog() {
    List<Event> events = new ArrayList<>();
    Volume volume = new Volume(Volume.ofDefaults().start(), 2, 1_000, 16_000);
    Generator.of(GeneratorConfig.ofDefaults().withSeed(9).withVolume(volume)).forEach(events::add);
    log = List.copyOf(events);
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    model = AnomalyModel.train(driver.vectors(), AnomalyConfig.ofDefaults());
  }

  private static EmbeddedDriver live(int partitions) {
    EmbeddedDriver driver =
        new EmbeddedDriver(CONFIG, DriverLayout.of(1, partitions).withLiveScores());
    driver.accept(new Control.UseModel(new Tick(0), model));
    return driver;
  }

  /** The sharing of an account hangs on others as well: what they do in open ticks is not seen. */
  private static boolean isOwn(Feature feature) {
    return switch (feature) {
      case IP_SHARING_MEAN,
          IP_SHARING_MAX,
          DEVICE_SHARING_MEAN,
          DEVICE_SHARING_MAX,
          PAYMENT_SHARING_MAX ->
          false;
      default -> true;
    };
  }

  /**
   * At random times: what is final equals the finals; what is provisional has, but for what is
   * shared, exactly the features that the account has once its ticks have closed.
   */
  @ParameterizedTest(name = "{0} partitions, seed {1}")
  @CsvSource({"1, 1", "4, 2"})
  void saysWhatTheTicksSayWhenTheyClose(int partitions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int compared = 0;
    int provisional = 0;
    for (int round = 0; round < 6; round++) {
      int until = log.size() / 2 + random.nextInt(log.size() / 2);
      EmbeddedDriver driver = live(partitions);
      for (Event event : log.subList(0, until)) {
        driver.accept(0, event);
        if (random.nextInt(4) == 0) {
          driver.accept(0, event);
        }
      }
      Map<AccountId, LiveScore> before =
          log.subList(0, until).stream()
              .map(Event::account)
              .distinct()
              .collect(
                  Collectors.toMap(
                      Function.identity(), account -> driver.liveScore(account).orElseThrow()));
      assertFinalsEqual(driver, before);
      driver.closeAllTicks();
      for (FeatureVector vector : driver.vectors()) {
        LiveScore score = Objects.requireNonNull(before.get(vector.account()));
        assertThat(score.vector().events()).isEqualTo(vector.events());
        for (Feature feature : Feature.values()) {
          if (isOwn(feature)) {
            assertThat(Double.valueOf(score.vector().value(feature)))
                .as("%s of %s", feature, vector.account())
                .isEqualTo(Double.valueOf(vector.value(feature)));
          }
        }
        compared++;
        provisional += score.provisional() ? 1 : 0;
      }
    }
    assertThat(provisional).isBetween(50, compared - 50);
  }

  private static void assertFinalsEqual(EmbeddedDriver driver, Map<AccountId, LiveScore> live) {
    List<FeatureVector> vectors = driver.vectors();
    double[] anomalies = model.scores(vectors);
    Map<AccountId, AccountFinal> finals =
        driver.finals(vectors, model).accounts().stream()
            .collect(Collectors.toMap(AccountFinal::account, Function.identity()));
    int checked = 0;
    for (int i = 0; i < anomalies.length; i++) {
      LiveScore score = Objects.requireNonNull(live.get(vectors.get(i).account()));
      AccountFinal last = Objects.requireNonNull(finals.get(vectors.get(i).account()));
      if (!score.provisional()) {
        assertThat(score.vector().values()).isEqualTo(vectors.get(i).values());
        assertThat(score.score().orElseThrow().anomaly()).isEqualTo(anomalies[i]);
        assertThat(score.tick()).isEqualTo(driver.closed().orElseThrow());
        if (last.ringId() == null) {
          assertThat(score.score()).contains(last);
          checked++;
        }
      }
    }
    assertThat(checked).isPositive();
  }

  private static Event event(String account, long second, String id, String device) {
    return Event.builder(new AccountId(account), "login", START.plusSeconds(second))
        .id(id)
        .device(device)
        .build();
  }

  /** A key that is new to the account tells it how many they are now; the final says the same. */
  @Test
  void countsThoseWhoHaveUsedANewKeyBefore() {
    EmbeddedDriver driver = live(4);
    for (int i = 0; i < 5; i++) {
      driver.accept(0, event("other-" + i, i, "e" + i, "shared"));
    }
    driver.accept(0, event("anna", 1_800, "a", "own"));
    driver.accept(0, event("anna", 1_801, "b", "shared"));
    driver.accept(0, event("anna", 1_801, "b", "shared"));
    LiveScore score = driver.liveScore(new AccountId("anna")).orElseThrow();
    assertThat(score.provisional()).isTrue();
    assertThat(score.tick()).isEqualTo(Tick.of(START.plusSeconds(1_800)));
    assertThat(score.lastEvent()).isEqualTo(START.plusSeconds(1_801));
    assertThat(score.vector().value(Feature.EVENTS)).isEqualTo(2);
    assertThat(score.vector().value(Feature.DEVICE_SHARING_MAX)).isEqualTo(5);
    driver.closeAllTicks();
    LiveScore closed = driver.liveScore(new AccountId("anna")).orElseThrow();
    assertThat(closed.provisional()).isFalse();
    assertThat(closed.vector().values()).isEqualTo(score.vector().values());
    assertThat(closed.score()).isEqualTo(score.score());
  }

  /** What a tick said stays said: its scores were made, and written down by somebody. */
  @Test
  void staysAsItIsWhenAModelNamesAClosedTick() {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, DriverLayout.of(1, 1).withLiveScores());
    AccountId anna = new AccountId("anna");
    driver.accept(0, event("anna", 0, "a", "own"));
    driver.closeAllTicks();
    driver.accept(new Control.UseModel(Tick.of(START), model));
    assertThat(driver.liveScore(anna).orElseThrow().score()).isEmpty();
    assertThat(driver.waitsForTime()).isTrue();
    driver.accept(new Control.Heartbeat(START.plus(CONFIG.lateness()).plusSeconds(180)));
    assertThat(driver.liveScore(anna).orElseThrow().score()).isPresent();
    assertThat(driver.waitsForTime()).isFalse();
  }

  @Test
  void isAbsentWithoutEventsOrModel() {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, DriverLayout.of(1, 1).withLiveScores());
    AccountId anna = new AccountId("anna");
    assertThat(driver.liveScore(anna)).isEmpty();
    driver.accept(0, event("anna", 0, "a", "own"));
    assertThat(driver.liveScore(anna).orElseThrow().score()).as("no model").isEmpty();
    driver.accept(new Control.UseModel(Tick.of(START).next(), model));
    assertThat(driver.liveScore(anna).orElseThrow().score())
        .as("a model from the next tick on")
        .isEmpty();
    driver.accept(0, event("anna", 60, "b", "own"));
    assertThat(driver.liveScore(anna)).isPresent();
    assertThat(driver.liveScore(new AccountId("nobody"))).isEmpty();
  }

  @Test
  void isRefusedByADriverThatWasNotAskedToBeLive() {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    assertThatThrownBy(() -> driver.liveScore(new AccountId("anna")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("withLiveScores");
  }

  /** A model trained on the sample is the one that training on everybody makes. */
  @ParameterizedTest(name = "{0} partitions, {1} accounts")
  @CsvSource({"1, 100", "4, 300", "2, 5000"})
  void samplesTheAccountsThatTrainingWouldTake(int partitions, int max) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, partitions);
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    AnomalyConfig anomaly = AnomalyConfig.ofDefaults().withSampleLimit(max);
    List<FeatureVector> sample = driver.sampleVectors(max, anomaly.forest().seed());
    assertThat(sample).hasSize(Math.min(max, driver.accounts()));
    HashKey key = CONFIG.hashKey();
    assertThat(AnomalyModel.train(sample, anomaly, key).state())
        .isEqualTo(AnomalyModel.train(driver.vectors(), anomaly, key).state());
  }

  /** Of every address, device, session and payment, against sets of who used them. */
  @ParameterizedTest(name = "{0} partitions")
  @ValueSource(ints = {1, 4})
  void saysHowManyOthersAreOnAKey(int partitions) {
    EmbeddedDriver driver = live(partitions);
    Map<LinkKey, Set<AccountId>> users = new HashMap<>();
    log.forEach(event -> {
      driver.accept(0, event);
      for (LinkKeyKind kind : LinkKeys.ALWAYS) {
        String value = LinkKeys.value(kind, event);
        if (value != null) {
          users
              .computeIfAbsent(new LinkKey(kind, value), key -> new HashSet<>())
              .add(event.account());
        }
      }
    });
    driver.closeAllTicks();
    assertThat(users).hasSizeGreaterThan(1_000);
    assertThat(users.values()).anyMatch(accounts -> accounts.size() > 16);
    AccountId stranger = new AccountId("a stranger");
    users.forEach((key, accounts) -> {
      AccountId one = accounts.iterator().next();
      assertThat(driver.othersOn(key, one)).as("%s", key).isEqualTo(accounts.size() - 1);
      assertThat(driver.othersOn(key, stranger)).as("%s", key).isEqualTo(accounts.size());
    });
    assertThat(driver.othersOn(new LinkKey(LinkKeyKind.DEVICE, "none"), stranger)).isZero();
  }
}
