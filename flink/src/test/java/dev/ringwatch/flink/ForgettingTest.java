package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job forgets what the embedded driver forgets, over days in which most accounts and many keys
 * come, go, and come again.
 */
class ForgettingTest {

  private static final int DAYS = 2;
  private static final int WAVES = 5;
  private static final Duration BETWEEN_WAVES = Duration.ofDays(2);

  /** The search that counts is so many days after the start; one comes before it. */
  private static final int SEARCH_DAYS = 10;

  /** Into so many parts the log is split, between which time comes. */
  private static final int PARTS = 30;

  private static final Instant START = Instant.EPOCH.plus(Duration.ofDays(2_046L * SEARCH_DAYS));

  private static final Instant SEARCH = START.plus(Duration.ofDays(SEARCH_DAYS));
  private static final PipelineConfig CONFIG = config();

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static List<Event> log;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Control.UseModel model;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static Finals expected;

  @TempDir private Path directory;

  private static PipelineConfig config() {
    ProfileConfig defaults = ProfileConfig.ofDefaults();
    ProfileConfig profiles =
        new ProfileConfig(DAYS, defaults.sessionGap(), defaults.sketchSize(), HashKey.PUBLIC);
    return PipelineConfig.ofDefaults()
        .withProfiles(profiles)
        .withBounds(StateBounds.none().withDays(DAYS));
  }

  @BeforeAll
  static void makeReference() {
    log = waves();
    EmbeddedDriver keeping = new EmbeddedDriver(CONFIG.withBounds(StateBounds.none()), 1, 1);
    log.forEach(event -> keeping.accept(0, event));
    keeping.closeAllTicks();
    model =
        new Control.UseModel(
            new Tick(0), AnomalyModel.train(keeping.vectors(), AnomalyConfig.ofDefaults()));
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    driver.accept(model);
    log.forEach(event -> driver.accept(0, event));
    driver.accept(new Control.Heartbeat(SEARCH.plus(CONFIG.lateness())));
    assertThat(driver.closed()).contains(new Tick(Tick.of(SEARCH).epochMinute() - 1));
    expected = driver.finals();
    assertThat(expected.accounts()).hasSizeLessThan(keeping.accounts() * 2 / 3);
    assertThat(expected.rings().rings()).isNotEmpty();
  }

  /**
   * A third of the accounts act in every wave, a third in every third, long after they were
   * forgotten, and a third in one; of a third of the devices each wave has its own.
   */
  private static List<Event> waves() {
    List<Event> events = new ArrayList<>();
    for (int wave = 0; wave < WAVES; wave++) {
      int number = wave;
      Instant start = START.plus(BETWEEN_WAVES.multipliedBy(wave));
      Generator.of(
              GeneratorConfig.ofDefaults()
                  .withSeed(30)
                  .withTraps(TrapLevel.HARD)
                  .withVolume(new Volume(start, 1, 1_000, 8_000)))
          .forEach(event -> events.add(ofWave(event, number)));
    }
    events.sort(Comparator.comparing(Event::timestamp));
    return List.copyOf(events);
  }

  private static Event ofWave(Event event, int wave) {
    String account = event.account().value();
    String device = event.device();
    String suffix =
        switch (Math.floorMod(account.hashCode(), 3)) {
          case 0 -> "";
          case 1 -> "-" + wave % 3;
          default -> "-only-" + wave;
        };
    String ofDevice = Math.floorMod(String.valueOf(device).hashCode(), 3) == 0 ? "-" + wave : "";
    return new Event(
        event.id() + "-" + wave,
        new AccountId(account + suffix),
        event.action(),
        event.timestamp(),
        event.ip(),
        device == null ? null : device + ofDevice,
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

  /** The log, and then so much that the search is long over when it ends and all time passes. */
  private static List<Event> withTail() {
    List<Event> events = new ArrayList<>(log);
    for (int i = 0; i < log.size() / 8; i++) {
      events.add(
          Event.builder(new AccountId("tail"), "login", SEARCH.plus(Duration.ofSeconds(60L + i)))
              .id("tail-" + i)
              .build());
    }
    return events;
  }

  private Finals run() throws Exception {
    JobConfig config =
        JobConfig.of(CONFIG)
            .withTimes(Duration.ofHours(6), Duration.ofDays(SEARCH_DAYS / 2))
            .withIdleAfter(Duration.ofHours(1));
    try (Cluster cluster = Cluster.start();
        TestJob job = new TestJob(config, List.of(model), List.of(withTail()))) {
      Configuration how = Cluster.configuration(2, "hashmap", directory);
      how.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(10));
      cluster.await(cluster.submit(job.graph(how, PARTS), Optional.empty()));
      Tick search = new Tick(Tick.of(SEARCH).epochMinute() - 1);
      assertThat(job.collected().searches()).hasSizeGreaterThan(1).contains(search);
      return job.collected().finals(search, config);
    }
  }

  /**
   * What is said of those that are still known, for what was said of others stays said. Rings go on
   * between searches under their ids, which a driver that is asked once cannot know.
   */
  private static List<String> known(Finals found) {
    Set<AccountId> accounts = new HashSet<>();
    expected.accounts().forEach(score -> accounts.add(score.account()));
    return found.accounts().stream()
        .filter(score -> accounts.contains(score.account()))
        .map(score -> score.toString().replaceAll("ring-[0-9a-f]+", "ring"))
        .toList();
  }

  private static Set<Set<AccountId>> members(Finals finals) {
    Set<Set<AccountId>> rings = new HashSet<>();
    for (Ring ring : finals.rings().rings()) {
      Set<AccountId> members = new HashSet<>();
      ring.members().forEach(member -> members.add(member.account()));
      rings.add(members);
    }
    return rings;
  }

  @Test
  void forgetsWhatTheEmbeddedDriverForgets() throws Exception {
    Finals found = run();
    assertThat(found.accounts()).hasSizeGreaterThan(expected.accounts().size() * 3 / 2);
    assertThat(found.rings().edges()).isEqualTo(expected.rings().edges());
    assertThat(members(found)).isEqualTo(members(expected));
    assertThat(known(found)).isEqualTo(known(expected));
  }
}
