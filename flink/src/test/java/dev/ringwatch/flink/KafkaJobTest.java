package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.control.ControlRecords;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.kafka.Brokers;
import dev.ringwatch.kafka.KafkaEventLog;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.FindingsInForce;
import dev.ringwatch.pipeline.PipelineConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job over the topics of an event log, on real brokers: it scores as the embedded driver. */
@SuppressWarnings({"NullAway.Init", "try"}) // before all tests; closing brokers may be interrupted
class KafkaJobTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();

  /** A source that is silent for a moment on a busy machine is not silent. */
  private static final JobConfig JOB =
      JobConfig.of(CONFIG)
          .withTimes(Duration.ofHours(1), Duration.ofDays(1))
          .withIdleAfter(Duration.ofSeconds(30));

  /** One holds nothing, and one nonsense only: nobody may wait for either for ever. */
  private static final int PARTITIONS = 4;

  private static final int USED = 2;
  private static final int NONSENSE = 2;

  private static final Volume VOLUME = Volume.ofDefaults().of(1_000, 20_000);
  private static final Tick FIRST = Tick.of(VOLUME.start());
  private static final Tick LAST = Tick.of(VOLUME.start().plus(Duration.ofMinutes(1_439)));
  private static final Instant NEXT_DAY = LAST.end().plus(Duration.ofHours(1));

  @TempDir private static Path directory;

  private static Brokers brokers;
  private static Cluster cluster;
  private static List<Event> day;
  private static List<Control> controls;
  private static Finals expected;

  @BeforeAll
  static void start() throws Exception {
    brokers = Brokers.start(1);
    cluster = Cluster.start();
    day = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withSeed(3).withVolume(VOLUME)).forEach(day::add);
    AnomalyModel model =
        AnomalyModel.train(embedded(List.of()).vectors(), AnomalyConfig.ofDefaults());
    List<AccountId> found = List.of(day.getFirst().account(), day.get(500).account());
    FindingsInForce findings = new FindingsInForce("hunt", 25, LAST.next().next(), found);
    controls =
        List.of(new Control.UseModel(FIRST, model), new Control.ChangeFindings(FIRST, findings));
    expected = embedded(controls).finals();
    assertThat(expected.rings().rings()).isNotEmpty();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    brokers.close();
  }

  private static EmbeddedDriver embedded(List<Control> before) {
    EmbeddedDriver driver = new EmbeddedDriver(CONFIG, 1, 1);
    before.forEach(driver::accept);
    day.forEach(event -> driver.accept(0, event));
    driver.closeAllTicks();
    return driver;
  }

  /** Some time after the day, so that the day is over for whoever reads it. */
  private static Event later(String account) {
    Instant when = LAST.end().plus(Duration.ofMinutes(10));
    return Event.builder(new AccountId(account), "login", when).id(account).build();
  }

  private static void append(KafkaEventLog log, List<Control> records) {
    for (Control control : records) {
      log.append(record(control));
    }
  }

  private static ControlRecord record(Control control) {
    return switch (control) {
      case Control.UseModel use -> ControlRecords.model(use.effectiveFrom(), use.model(), "test");
      case Control.UseLearned use -> ControlRecords.learned(use.effectiveFrom(), use.weights());
      case Control.ChangeRings change -> ControlRecords.rings(change);
      case Control.ChangeFindings change ->
          ControlRecords.findings(change.effectiveFrom(), change.findings());
      case Control.Heartbeat heartbeat -> ControlRecords.heartbeat(heartbeat.time());
    };
  }

  private static void assertFinals(Collected said) {
    WaitFor.condition(PATIENCE, () -> said.searches().contains(LAST));
    assertThat(said.others(Kind.EVENT)).as("late").isEmpty();
    // Of a bucket the scores come when its turn is.
    WaitFor.condition(
        PATIENCE, () -> said.finals(LAST, JOB).accounts().equals(expected.accounts()));
    Finals found = said.finals(LAST, JOB);
    assertThat(found.rings().rings()).isEqualTo(expected.rings().rings());
    assertThat(found.rings().edges()).isEqualTo(expected.rings().edges());
  }

  @Test
  void scoresWhatAPlatformWritesAndKeepsWhatDoesNotCount() throws Exception {
    KafkaLogConfig config = brokers.config(PARTITIONS);
    try (KafkaEventLog log = KafkaEventLog.open(config, InstantSource.fixed(NEXT_DAY));
        Producer<byte[], byte[]> platform = brokers.platform(Map.of());
        TestJob job = new TestJob(JOB, List.of(), List.of())) {
      append(log, controls);
      log.append(new ControlRecord("findings", FIRST, "nonsense"));
      log.append(ControlRecords.heartbeat(VOLUME.start()));
      PlatformTopic topic = new PlatformTopic(platform, config.topics().events(), NEXT_DAY, USED);
      topic.send("no event", NONSENSE);
      day.forEach(topic::send);
      day.forEach(topic::send);
      platform.flush();
      JobID id =
          cluster.submit(
              job.graph(Cluster.configuration(2, "hashmap", directory), config), Optional.empty());
      for (int partition = 0; partition < USED; partition++) {
        topic.send(later("later-" + partition), partition);
      }
      platform.flush();
      Collected said = job.collected();
      assertFinals(said);
      topic.send(day.getFirst());
      platform.flush();
      WaitFor.condition(PATIENCE, () -> !said.others(Kind.EVENT).isEmpty());
      cluster.cancel(id);
      assertThat(said.others(Kind.EVENT))
          .as("late")
          .singleElement()
          .satisfies(late -> assertThat(late.event()).isEqualTo(day.getFirst()));
      assertThat(said.others(Kind.REFUSED))
          .extracting(KafkaJobTest::text)
          .containsExactlyInAnyOrder("no event", "nonsense");
      assertThat(said.contradictions()).isEmpty();
    }
  }

  private static String text(Message refused) {
    return new String(refused.read(RefusedRecord::read).value(), StandardCharsets.UTF_8);
  }

  @Test
  void goesOnWhereItWasWhenATaskManagerIsLost() throws Exception {
    KafkaLogConfig config = brokers.config(USED);
    try (KafkaEventLog log = KafkaEventLog.open(config, InstantSource.fixed(NEXT_DAY));
        TestJob job = new TestJob(JOB, List.of(), List.of())) {
      append(log, controls);
      int half = day.size() / 2;
      log.append(day.subList(0, half));
      JobID id =
          cluster.submit(
              job.graph(Cluster.configuration(2, "rocksdb", directory), config), Optional.empty());
      WaitFor.condition(PATIENCE, () -> !job.collected().finalTicks(busy()).isEmpty());
      cluster.awaitCheckpoints(id, cluster.checkpoints(id) + 2);
      cluster.replaceTaskManager();
      log.append(day.subList(half, day.size()));
      // Of so many accounts there is one in every partition.
      List<Event> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(later("later-" + i));
      }
      log.append(all);
      assertFinals(job.collected());
      assertThat(cluster.restored(id)).isPositive();
      assertThat(job.collected().contradictions()).isEmpty();
      cluster.cancel(id);
    }
  }

  /** Somebody who does something early. */
  private static AccountId busy() {
    return day.getFirst().account();
  }
}
