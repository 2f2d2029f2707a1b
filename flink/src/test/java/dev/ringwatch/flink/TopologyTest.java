package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingIds;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the parity contract does not ask: several models, several searches for rings. */
class TopologyTest {

  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();
  private static final JobConfig JOB =
      JobConfig.of(CONFIG)
          .withTimes(Duration.ofHours(1), Duration.ofHours(8))
          .withIdleAfter(Duration.ofHours(1));
  private static final Volume VOLUME = Volume.ofDefaults().of(1_000, 20_000);

  @TempDir private static Path directory;

  private static Cluster cluster;
  private static List<Event> day;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start();
    day = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withSeed(5).withVolume(VOLUME)).forEach(day::add);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** The embedded driver when a tick has closed. */
  private static EmbeddedDriver embedded(Tick last) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    day.stream()
        .filter(event -> event.tick().compareTo(last) <= 0)
        .forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    return driver;
  }

  private static AnomalyModel model(List<FeatureVector> vectors) {
    return AnomalyModel.train(vectors, AnomalyConfig.ofDefaults());
  }

  private static Tick atHour(int hours) {
    return Tick.of(VOLUME.start().plus(Duration.ofHours(hours)));
  }

  private static void run(TestJob job) throws Exception {
    cluster.await(
        cluster.submit(
            job.graph(Cluster.configuration(2, "hashmap", directory), false), Optional.empty()));
  }

  @Test
  void anotherModelMovesEveryAccountAtItsTick() throws Exception {
    EmbeddedDriver whole = embedded(atHour(24));
    List<FeatureVector> vectors = whole.vectors();
    AnomalyModel first = model(vectors.subList(0, vectors.size() / 2));
    AnomalyModel second = model(vectors.subList(vectors.size() / 2, vectors.size()));
    List<Control> controls = new ArrayList<>();
    controls.add(new Control.UseModel(new Tick(0), first));
    for (int i = 0; i < 20; i++) {
      controls.add(new Control.UseModel(new Tick(atHour(16).epochMinute() + i), second));
    }
    try (TestJob job = new TestJob(JOB, controls, List.of(day))) {
      run(job);
      Finals found = job.finals();
      Finals expected = whole.finals(vectors, second);
      assertThat(scores(found)).isEqualTo(scores(expected));
      assertThat(job.collected().finalTicks(silentSince(atHour(16))))
          .as("the first model held until the others did, however many were known")
          .anyMatch(tick -> tick.compareTo(atHour(16)) < 0)
          .contains(JOB.scoredAt(atHour(16)));
    }
  }

  private static Map<AccountId, Double> scores(Finals finals) {
    Map<AccountId, Double> scores = new HashMap<>();
    finals.accounts().forEach(one -> scores.put(one.account(), one.risk().score()));
    return scores;
  }

  /** Somebody who does nothing from a tick on. */
  private static AccountId silentSince(Tick tick) {
    Map<AccountId, Tick> last = new HashMap<>();
    day.forEach(event -> last.put(event.account(), event.tick()));
    return last.entrySet().stream()
        .filter(account -> account.getValue().compareTo(tick) < 0)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void findsRingsAgainAndAgainUnderTheirIds() throws Exception {
    AnomalyModel model = model(embedded(atHour(24)).vectors());
    List<Control> controls = List.of(new Control.UseModel(new Tick(0), model));
    try (TestJob job = new TestJob(JOB, controls, List.of(day))) {
      run(job);
      Collected said = job.collected();
      assertThat(said.searches()).hasSize(3);
      Map<String, List<AccountId>> known = new HashMap<>();
      for (Tick tick : said.searches()) {
        EmbeddedDriver driver = embedded(tick);
        Finals expected = driver.finals(driver.vectors(), model);
        Finals found = said.finals(tick, JOB);
        List<Ring> rings = RingIds.keep(known, expected.rings().rings());
        assertThat(found.rings().edges()).as("at %s", tick).isEqualTo(expected.rings().edges());
        assertThat(found.rings().rings()).as("at %s", tick).isEqualTo(rings);
        assertThat(scores(found)).as("at %s", tick).isEqualTo(scores(expected));
        known.clear();
        rings.forEach(ring -> known.put(ring.id(), members(ring)));
      }
      assertThat(known).isNotEmpty();
    }
  }

  private static List<AccountId> members(Ring ring) {
    return ring.members().stream().map(Member::account).toList();
  }
}
