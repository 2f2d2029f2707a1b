package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.log.UnkeepableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Topics that are not as the log makes them, or do not stay. */
class LogTopicsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int SMALL = 1_000_000;

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);

  @AutoClose("shutdownNow")
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final KafkaLogConfig config = BROKERS.config(1);

  /** So that what nobody answers is given up soon. */
  private final KafkaLogConfig hasty =
      config.withWaits(
          new KafkaLogConfig.Waits(
              Duration.ofSeconds(1),
              Duration.ZERO,
              Duration.ofSeconds(4),
              config.waits().silence()));

  private KafkaEventLog open() {
    return KafkaEventLog.open(config, Brokers.NOW);
  }

  private void make(String topic, Map<String, String> settings) throws Exception {
    try (Admin admin = new Clients(config).admin()) {
      NewTopic made = new NewTopic(topic, Optional.of(1), Optional.empty()).configs(settings);
      admin.createTopics(List.of(made)).all().get();
    }
  }

  private void delete(String topic) throws Exception {
    try (Admin admin = new Clients(config).admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      WaitFor.condition(PATIENCE, () -> !admin.listTopics().names().get().contains(topic));
    }
  }

  @Test
  void refusesEventsThatWereMadeAnew() throws Exception {
    try (KafkaEventLog log = open()) {
      log.append(new AwkwardEvents(1).next(10));
    }
    delete(config.topics().events());
    assertThatThrownBy(() -> open().close())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining(config.topics().events() + " was made anew")
        .hasMessageContaining("begin another log");
  }

  @Test
  void noticesThatEventsAreMadeAnewUnderIt() throws Exception {
    try (KafkaEventLog log = KafkaEventLog.open(hasty, Brokers.NOW)) {
      AwkwardEvents awkward = new AwkwardEvents(2);
      log.append(awkward.next(10));
      delete(config.topics().events());
      make(config.topics().events(), Map.of());
      WaitFor.condition(
          PATIENCE,
          () -> {
            Throwable failure = catchThrowable(() -> log.append(awkward.next(1)));
            return failure != null
                && String.valueOf(failure.getMessage()).contains("was made anew");
          });
    }
  }

  @Test
  void saysThatATopicIsGone() throws Exception {
    try (KafkaEventLog log = KafkaEventLog.open(hasty, Brokers.NOW)) {
      log.append(new AwkwardEvents(3).next(10));
      delete(config.topics().order());
      ControlRecord control = new ControlRecord("heartbeat", new Tick(1), "");
      WaitFor.condition(
          PATIENCE,
          () -> {
            Throwable failure = catchThrowable(() -> log.append(control));
            return failure instanceof LogUnavailableException
                && String.valueOf(failure.getMessage()).contains(config.topics().order());
          });
    }
  }

  @Test
  void refusesTopicsThatWouldLoseSomething() throws Exception {
    make(config.topics().order(), Map.of("retention.ms", "604800000"));
    assertThatThrownBy(() -> open().close()).hasMessageContaining("set its retention.ms=-1");
    delete(config.topics().order());
    make(config.topics().order(), Map.of("retention.ms", "-1", "max.message.bytes", "1000"));
    assertThatThrownBy(() -> open().close())
        .hasMessageContaining("set its max.message.bytes>=1000000, it is 1000");
    KafkaLogConfig compacted = BROKERS.config(1);
    make(compacted.topics().events(), Map.of("cleanup.policy", "compact"));
    assertThatThrownBy(() -> KafkaEventLog.open(compacted, Brokers.NOW).close())
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("set its cleanup.policy=delete");
  }

  @Test
  void takesWhatFitsIntoSmallTopicsAndRefusesTheRest() throws Exception {
    Map<String, String> small = Map.of("max.message.bytes", String.valueOf(SMALL));
    make(config.topics().events(), small);
    make(
        config.topics().order(),
        Map.of("max.message.bytes", String.valueOf(SMALL), "retention.ms", "-1"));
    try (KafkaEventLog log = open()) {
      assertThatThrownBy(() -> log.append(List.of(event(noise(1, SMALL)))))
          .isInstanceOf(UnkeepableEventException.class)
          .hasMessageContaining("max.message.bytes");
      assertThatThrownBy(() -> log.append(model(noise(2, SMALL))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("max.message.bytes");
      List<Future<Long>> models = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String body = noise(i, 500_000);
        models.add(threads.submit(() -> log.append(model(body))));
      }
      for (Future<Long> model : models) {
        model.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(log.append(List.of(event("fits"))).accepted()).isEqualTo(1);
      assertThat(log.lastSeq()).isEqualTo(7);
    }
  }

  /** A dead letter that cannot be written would hold up everything. */
  @Test
  void setsAsideWhatIsLargerThanDeadLettersMayBe() throws Exception {
    make(config.topics().deadLetters(), Map.of("max.message.bytes", String.valueOf(SMALL)));
    try (KafkaEventLog log = open();
        Producer<byte[], byte[]> platform = BROKERS.platform(Map.of("max.request.size", 4 << 20))) {
      String events = config.topics().events();
      byte[] large = noise(3, 2 * SMALL).getBytes(StandardCharsets.UTF_8);
      platform.send(new ProducerRecord<>(events, large, large)).get();
      String name = "account" + "-".repeat(900_000) + "_id";
      byte[] reason = ("{\"" + name + "\":{}}").getBytes(StandardCharsets.UTF_8);
      platform.send(new ProducerRecord<>(events, null, reason)).get();
      assertThat(log.append(List.of(event("comes after them"))).lastSeq()).isEqualTo(1);
    }
  }

  @Test
  void needsNoRightToMakeWhatIsThere() throws Exception {
    try (KafkaEventLog log = open()) {
      log.append(new AwkwardEvents(4).next(3));
    }
    assertThat(new LogTopics(config).make(new Clients(config)))
        .isEqualTo(new LogTopics.MaxBytes(4 << 20, Clients.MAX_RECORD_BYTES));
    try (KafkaEventLog log = open()) {
      LogBatch batch = log.read(0, 10, Duration.ZERO);
      assertThat(batch.entries()).hasSize(3).allMatch(LogEntry.Recorded.class::isInstance);
    }
  }

  private static Event event(String value) {
    return Event.builder(new AccountId("u"), "a", Instant.parse("2026-01-05T12:00:00Z"))
        .id("big")
        .attributes(Map.of("value", value))
        .build();
  }

  private static ControlRecord model(String body) {
    return new ControlRecord("model", new Tick(1), body);
  }

  /** Text of a length that does not become shorter by compression than by half. */
  private static String noise(long seed, int length) {
    byte[] bytes = new byte[length / 2];
    new Random(seed).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
