package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.kafka.Brokers;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.Finals;
import dev.ringwatch.pipeline.PipelineConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on real brokers: what a platform writes is scored as the embedded driver scores it. */
@SuppressWarnings("try") // closing the brokers may be interrupted
class KafkaEventsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final PipelineConfig CONFIG = PipelineConfig.ofDefaults();

  private static final JobConfig JOB =
      JobConfig.of(CONFIG)
          .withTimes(Duration.ofHours(1), Duration.ofDays(1))
          .withIdleAfter(Duration.ofSeconds(10));

  /** One more than hold events: it is silent, and nobody may wait for it for ever. */
  private static final int PARTITIONS = 4;

  private static final int USED = 3;

  private static final Volume VOLUME = Volume.ofDefaults().of(1_000, 20_000);
  private static final Tick LAST_OF_DAY = Tick.of(VOLUME.start().plus(Duration.ofMinutes(1_439)));

  private static final Instant NEXT_DAY = LAST_OF_DAY.end().plus(Duration.ofHours(1));

  @TempDir private Path directory;

  @Test
  void scoresWhatAPlatformWritesAndKeepsWhatDoesNotCount() throws Exception {
    List<Event> day = new ArrayList<>();
    Generator.of(GeneratorConfig.ofDefaults().withSeed(3).withVolume(VOLUME)).forEach(day::add);
    EmbeddedDriver embedded = new EmbeddedDriver(CONFIG, 1, 1);
    day.forEach(event -> embedded.accept(0, event));
    embedded.closeAllTicks();
    AnomalyModel model = AnomalyModel.train(embedded.vectors(), AnomalyConfig.ofDefaults());
    List<Control> controls = List.of(new Control.UseModel(new Tick(0), model));
    try (Brokers brokers = Brokers.start(1);
        Cluster cluster = Cluster.start();
        Producer<byte[], byte[]> platform = brokers.platform(Map.of());
        TestJob job = new TestJob(JOB, controls, List.of())) {
      KafkaLogConfig log = brokers.config(PARTITIONS);
      makeTopic(log);
      Topic topic = new Topic(platform, log.topics().events(), NEXT_DAY);
      JobID id =
          cluster.submit(
              job.graph(Cluster.configuration(2, "hashmap", directory), log), Optional.empty());
      topic.send("no event", 0);
      day.forEach(topic::sendTwice);
      topic.endDay();
      assertFinals(job.collected(), embedded.finals(embedded.vectors(), model));
      assertThat(job.collected().others(Kind.REJECTED))
          .singleElement()
          .satisfies(message -> {
            assertThat(message.key()).isEqualTo(log.topics().events() + "-0@0");
            assertThat(message.read(KafkaEventsTest::reason)).isEqualTo("is not a JSON object");
          });
      topic.sendTwice(day.getFirst());
      platform.flush();
      WaitFor.condition(PATIENCE, () -> job.collected().others(Kind.EVENT).size() == 2);
      assertThat(job.collected().others(Kind.EVENT))
          .as("late")
          .allSatisfy(late -> assertThat(late.event()).isEqualTo(day.getFirst()));
      cluster.cancel(id);
    }
  }

  private static String reason(BlockReader in) throws IOException {
    String reason = in.readText();
    assertThat(new String(in.readBytes(in.readCount()), StandardCharsets.UTF_8))
        .isEqualTo("no event");
    return reason;
  }

  private static void assertFinals(Collected said, Finals expected) {
    assertThat(expected.rings().rings()).isNotEmpty();
    WaitFor.condition(PATIENCE, () -> said.searches().contains(LAST_OF_DAY));
    assertThat(said.others(Kind.EVENT)).as("late").isEmpty();
    WaitFor.condition(
        PATIENCE, () -> said.finals(LAST_OF_DAY, JOB).accounts().equals(expected.accounts()));
    Finals found = said.finals(LAST_OF_DAY, JOB);
    assertThat(found.rings().rings()).isEqualTo(expected.rings().rings());
    assertThat(found.rings().edges()).isEqualTo(expected.rings().edges());
  }

  private static void makeTopic(KafkaLogConfig log) throws Exception {
    try (Admin admin = Admin.create(Map.copyOf(log.client()))) {
      NewTopic topic = new NewTopic(log.topics().events(), PARTITIONS, (short) 1);
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  /**
   * The topic, and when all records come there.
   *
   * @param platform who writes to it
   */
  private record Topic(Producer<byte[], byte[]> platform, String name, Instant present) {

    void send(String text, int partition) {
      byte[] value = text.getBytes(StandardCharsets.UTF_8);
      long millis = present.toEpochMilli();
      var ignored =
          platform.send(new ProducerRecord<>(name, partition, millis, new byte[0], value));
    }

    void sendTwice(Event event) {
      int partition = Math.floorMod(event.account().hashCode(), USED);
      send(json(event), partition);
      send(json(event), partition);
    }

    /** In every partition that is used. */
    void endDay() {
      for (int partition = 0; partition < USED; partition++) {
        Instant later = LAST_OF_DAY.end().plus(Duration.ofMinutes(10));
        Event event =
            Event.builder(new AccountId("next"), "login", later).id("n" + partition).build();
        send(json(event), partition);
      }
      platform.flush();
    }

    private static String json(Event event) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      EventWriter writer = EventWriter.ndjson(bytes);
      writer.accept(event);
      writer.flush();
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
