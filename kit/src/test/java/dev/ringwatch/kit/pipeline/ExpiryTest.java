package dev.ringwatch.kit.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A driver that forgets, over weeks in which most accounts come and go: it holds what counts and
 * little more, and what it says depends on the log alone.
 */
class ExpiryTest {

  private static final int DAYS = 2;
  private static final int WAVES = 8;
  private static final StateBounds BOUNDS = new StateBounds(DAYS, 0);

  /** A third of what the driver holds without it. */
  private static final long MOST_BYTES = 1_500_000;

  /** Below that many values of a day all counts are exact, whatever they are hashed under. */
  private static final int NO_OVERFLOW = 10_000;

  private static final Duration BETWEEN_WAVES = Duration.ofDays(2);
  private static final PipelineConfig CONFIG = config(HashKey.PUBLIC);

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static AnomalyModel model;

  private static PipelineConfig config(HashKey key) {
    ProfileConfig defaults = ProfileConfig.ofDefaults();
    ProfileConfig profiles = new ProfileConfig(DAYS, defaults.sessionGap(), NO_OVERFLOW, key);
    return PipelineConfig.ofDefaults().withProfiles(profiles).withBounds(BOUNDS);
  }

  /**
   * A third of the accounts act in every wave, the others in one, and half of these on devices that
   * no other wave has.
   */
  @BeforeAll
  static void makeLog() {
    List<Event> events = new ArrayList<>();
    for (int wave = 0; wave < WAVES; wave++) {
      Instant start = Volume.ofDefaults().start().plus(BETWEEN_WAVES.multipliedBy(wave));
      String suffix = "-" + wave;
      Generator.of(
              GeneratorConfig.ofDefaults()
                  .withSeed(30)
                  .withTraps(TrapLevel.HARD)
                  .withVolume(new Volume(start, 1, 1_000, 10_000)))
          .forEach(event -> events.add(ofWave(event, suffix)));
    }
    events.sort(Comparator.comparing(Event::timestamp));
    log = List.copyOf(events);
    EmbeddedDriver driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 1, 1);
    log.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    model = AnomalyModel.train(driver.vectors(), AnomalyConfig.ofDefaults());
  }

  private static Event ofWave(Event event, String suffix) {
    String account = event.account().value();
    int kind = Math.floorMod(account.hashCode(), 3);
    AccountId ofWave = kind == 0 ? event.account() : new AccountId(account + suffix);
    String device = kind == 1 && event.device() != null ? event.device() + suffix : event.device();
    return copy(event, event.id() + suffix, ofWave, event.timestamp(), device);
  }

  private static Event at(Event event, Instant timestamp) {
    return copy(event, event.id(), event.account(), timestamp, event.device());
  }

  private static Event copy(
      Event event, String id, AccountId account, Instant timestamp, @Nullable String device) {
    return new Event(
        id,
        account,
        event.action(),
        timestamp,
        event.ip(),
        device,
        event.session(),
        event.target(),
        event.targetOwner(),
        event.outcome(),
        event.enforced(),
        event.payment(),
        event.userAgent(),
        event.country(),
        event.accountCreatedAt(),
        event.source(),
        event.attributes());
  }

  private static EmbeddedDriver driver(PipelineConfig config, DriverLayout layout) {
    EmbeddedDriver driver = new EmbeddedDriver(config, layout);
    driver.accept(new Control.UseModel(new Tick(0), model));
    return driver;
  }

  /** What is said of the log, in the middle and at its end. */
  private static List<Finals> reference() {
    EmbeddedDriver driver = driver(CONFIG, DriverLayout.of(1, 1));
    List<Finals> finals = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      if (i == log.size() / 2) {
        finals.add(driver.finals());
      }
      driver.accept(0, log.get(i));
    }
    driver.closeAllTicks();
    finals.add(driver.finals());
    return finals;
  }

  @ParameterizedTest(name = "{0} partitions, live {1}, restored {2}, keyed {3}, heartbeats {4}")
  @CsvSource({
    "1, true, false, false, false",
    "4, false, false, false, false",
    "4, true, true, false, true",
    "1, false, true, true, false",
    "3, true, false, true, true"
  })
  void saysTheSameInEveryLayout(
      int partitions, boolean live, boolean restored, boolean keyed, boolean heartbeats)
      throws IOException {
    PipelineConfig config = config(keyed ? new HashKey(3, 4) : HashKey.PUBLIC);
    DriverLayout layout = new DriverLayout(1, partitions, live, 5);
    SplittableRandom random = new SplittableRandom(partitions);
    EmbeddedDriver driver = driver(config, layout);
    List<Finals> finals = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      if (i == log.size() / 2) {
        finals.add(driver.finals());
      }
      if (restored && random.nextInt(6_000) == 0) {
        driver = restored(driver, config, layout.withIndexSeed(random.nextLong()));
      }
      driver.accept(0, log.get(i));
      if (heartbeats && i > 0 && random.nextInt(10) == 0) {
        // Time passes up to where it would come to anyway with the next event, or less.
        driver.accept(new Control.Heartbeat(log.get(Math.min(log.size() - 1, i + 1)).timestamp()));
      }
    }
    driver.closeAllTicks();
    finals.add(driver.finals());
    List<Finals> expected = reference();
    for (int i = 0; i < expected.size(); i++) {
      assertThat(finals.get(i).accounts()).isEqualTo(expected.get(i).accounts());
      assertThat(finals.get(i).rings().edges()).isEqualTo(expected.get(i).rings().edges());
      assertThat(finals.get(i).rings().rings()).isEqualTo(expected.get(i).rings().rings());
      assertThat(expected.get(i).rings().rings()).isNotEmpty();
    }
  }

  private static EmbeddedDriver restored(
      EmbeddedDriver driver, PipelineConfig config, DriverLayout layout) throws IOException {
    byte[] bytes = written(driver);
    EmbeddedDriver restored =
        EmbeddedDriver.restore(new ByteArrayInputStream(bytes), config, layout).driver();
    assertThat(written(restored)).as("written again").isEqualTo(bytes);
    return restored;
  }

  private static byte[] written(EmbeddedDriver driver) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FrozenState state = driver.freeze(1)) {
      state.writeTo(out);
    }
    return out.toByteArray();
  }

  /** Who acted within the days that count is there; who did not for some days more is not. */
  @ParameterizedTest(name = "{0} partitions")
  @CsvSource({"1", "4"})
  void holdsWhoActedWithinTheDaysThatCount(int partitions) {
    EmbeddedDriver driver = driver(CONFIG, DriverLayout.of(1, partitions).withLiveScores());
    int mostAccounts = 0;
    long mostKeys = 0;
    for (int i = 0; i < log.size(); i++) {
      driver.accept(0, log.get(i));
      if (i % 1_000 == 0) {
        mostAccounts = Math.max(mostAccounts, driver.accounts());
        mostKeys = Math.max(mostKeys, driver.keys());
      }
    }
    driver.closeAllTicks();
    Instant today = log.getLast().timestamp().truncatedTo(ChronoUnit.DAYS);
    Set<AccountId> must = actedSince(today.minus(Duration.ofDays(DAYS + 2)));
    Set<AccountId> may = actedSince(today.minus(Duration.ofDays(DAYS + 3)));
    Set<AccountId> there = new HashSet<>();
    driver.vectors().forEach(vector -> there.add(vector.account()));
    assertThat(there).containsAll(must);
    assertThat(may).containsAll(there);
    assertThat(driver.accounts()).isEqualTo(there.size());
    EmbeddedDriver keeping = driver(CONFIG.withBounds(StateBounds.none()), DriverLayout.of(1, 1));
    log.forEach(event -> keeping.accept(0, event));
    keeping.closeAllTicks();
    assertThat(keeping.accounts()).isGreaterThan(2 * driver.accounts());
    assertThat(keeping.keys()).isGreaterThan(5 * driver.keys() / 4);
    assertThat(mostKeys).isLessThan(keeping.keys() * 9 / 10);
    assertThat(mostAccounts).isLessThan(keeping.accounts() * 2 / 3);
  }

  private static Set<AccountId> actedSince(Instant from) {
    Set<AccountId> acted = new HashSet<>();
    log.stream()
        .filter(event -> !event.timestamp().isBefore(from))
        .forEach(event -> acted.add(event.account()));
    return acted;
  }

  /**
   * What does not fit goes, the same in every layout, and rings of today are found all the same.
   */
  @ParameterizedTest(name = "{0} partitions, live {1}, restored {2}")
  @CsvSource({"4, true, false", "3, false, true"})
  void shedsWhatDoesNotFit(int partitions, boolean live, boolean restored) throws IOException {
    PipelineConfig config = CONFIG.withBounds(BOUNDS.withBytes(MOST_BYTES));
    DriverLayout layout = new DriverLayout(1, partitions, live, 5);
    EmbeddedDriver one = driver(config, DriverLayout.of(1, 1));
    EmbeddedDriver other = driver(config, layout);
    SplittableRandom random = new SplittableRandom(partitions);
    for (Event event : log) {
      one.accept(0, event);
      other.accept(0, event);
      assertThat(one.stateBytes()).isLessThanOrEqualTo(MOST_BYTES);
      if (restored && random.nextInt(6_000) == 0) {
        other = restored(other, config, layout.withIndexSeed(random.nextLong()));
      }
    }
    one.closeAllTicks();
    other.closeAllTicks();
    assertThat(one.shed().keys()).isPositive();
    assertThat(one.shed().accounts()).isPositive();
    assertThat(other.shed()).isEqualTo(one.shed());
    assertThat(other.finals()).isEqualTo(one.finals());
    assertThat(one.finals().rings().rings()).isNotEmpty();
  }

  /** What is shed links nobody, and who loses it counts as busy as before. */
  @ParameterizedTest(name = "{0} senders, {1} bytes")
  @CsvSource({"30, 7000000", "3000, 10000000"})
  void sheddingLoneKeysNeitherHidesRingsNorMakesAny(int senders, long bytes) {
    List<Event> flooded = new ArrayList<>(log.subList(0, log.size() / WAVES));
    Instant end = flooded.getLast().timestamp();
    for (int i = 0; i < 30_000; i++) {
      flooded.add(
          Event.builder(new AccountId("flood-" + i % senders), "view", end.plusMillis(10L * i))
              .id("flood-" + i)
              .device("flood " + i)
              .build());
    }
    EmbeddedDriver bounded =
        driver(CONFIG.withBounds(BOUNDS.withBytes(bytes)), DriverLayout.of(1, 2));
    EmbeddedDriver unbounded = driver(CONFIG, DriverLayout.of(1, 1));
    for (Event event : flooded) {
      bounded.accept(0, event);
      unbounded.accept(0, event);
    }
    bounded.closeAllTicks();
    unbounded.closeAllTicks();
    assertThat(bounded.shed().keys()).isGreaterThan(5_000);
    assertThat(bounded.shed().accounts()).isZero();
    assertThat(members(bounded)).isEqualTo(members(unbounded)).hasSizeGreaterThan(2);
    assertThat(bounded.finals().rings().edges()).isEqualTo(unbounded.finals().rings().edges());
  }

  private static Set<Set<AccountId>> members(EmbeddedDriver driver) {
    Set<Set<AccountId>> rings = new HashSet<>();
    for (Ring ring : driver.finals().rings().rings()) {
      Set<AccountId> members = new HashSet<>();
      ring.members().forEach(member -> members.add(member.account()));
      rings.add(members);
    }
    return rings;
  }

  /** After a long silence nothing is left, and what then happens is as if nothing had been. */
  @ParameterizedTest(name = "{0} partitions, live {1}, a heartbeat {2}")
  @CsvSource({"1, false, true", "4, true, true", "2, true, false"})
  void aLongSilenceLeavesNothing(int partitions, boolean live, boolean heartbeat) {
    DriverLayout layout = new DriverLayout(1, partitions, live, 9);
    EmbeddedDriver driver = driver(CONFIG, layout);
    List<Event> before = log.subList(0, log.size() / 2);
    before.forEach(event -> driver.accept(0, event));
    Duration silence = Duration.ofDays(400);
    if (heartbeat) {
      driver.accept(new Control.Heartbeat(before.getLast().timestamp().plus(silence)));
      assertThat(driver.accounts()).isZero();
      assertThat(driver.keys()).isZero();
    }
    EmbeddedDriver fresh = driver(CONFIG, layout);
    for (Event event : log.subList(log.size() / 2, log.size())) {
      Event later = at(event, event.timestamp().plus(silence));
      driver.accept(0, later);
      fresh.accept(0, later);
    }
    driver.closeAllTicks();
    fresh.closeAllTicks();
    assertThat(driver.finals()).isEqualTo(fresh.finals());
    assertThat(fresh.finals().rings().rings()).isNotEmpty();
  }

  /** What counts no more when it comes is forgotten like the rest, and breaks nothing. */
  @Test
  void takesEventsThatCountNoMoreWhenTheyCome() {
    EmbeddedDriver driver = driver(CONFIG, DriverLayout.of(1, 2).withLiveScores());
    SplittableRandom random = new SplittableRandom(4);
    for (Event event : log) {
      driver.accept(0, event);
      if (random.nextInt(20) == 0) {
        Duration ago = Duration.ofHours(random.nextInt(24 * 9));
        driver.accept(0, at(event, event.timestamp().minus(ago)));
      }
    }
    driver.closeAllTicks();
    assertThat(driver.late()).isPositive();
    assertThat(driver.finals().rings().rings()).isNotEmpty();
    driver.accept(new Control.Heartbeat(log.getLast().timestamp().plus(Duration.ofDays(DAYS + 4))));
    assertThat(driver.accounts()).isZero();
    assertThat(driver.keys()).isZero();
  }

  @Test
  void forgetsNothingThatAProfileStillHas() {
    assertThatThrownBy(() -> PipelineConfig.ofDefaults().withBounds(BOUNDS))
        .hasMessageContaining("at least the profiles' horizon of 30, not 2");
    assertThatThrownBy(() -> BOUNDS.withBytes(100)).hasMessageContaining("not 100");
    assertThatThrownBy(() -> BOUNDS.withDays(-1)).hasMessageContaining("not -1");
    assertThatThrownBy(() -> StateBounds.none().cut(new Tick(1)))
        .hasMessageContaining("nothing is ever too old");
  }
}
