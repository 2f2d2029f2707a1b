package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.kit.log.WaitFor;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of records that a platform writes to the topic of events itself. */
class PlatformEventsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @AutoClose private static final Brokers BROKERS = Brokers.start(1);
  private final KafkaLogConfig config = BROKERS.config(3);

  private KafkaEventLog open() {
    return KafkaEventLog.open(config, Brokers.NOW);
  }

  private void write(String... values) throws Exception {
    try (Producer<byte[], byte[]> platform = BROKERS.platform(Map.of())) {
      for (String value : values) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        platform.send(new ProducerRecord<>(config.topics().events(), bytes, bytes)).get();
      }
    }
  }

  private static List<Event> events(KafkaEventLog log, int count) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      LogBatch batch = log.read(events.size(), 1_000, PATIENCE);
      assertThat(batch.entries()).as("after %s", events.size()).isNotEmpty();
      for (LogEntry entry : batch.entries()) {
        events.add(((LogEntry.Recorded) entry).event());
      }
    }
    return events;
  }

  @Test
  void takesThemByTheRulesOfAllInput() throws Exception {
    List<Event> taken;
    try (KafkaEventLog log = open()) {
      write(
          "{\"user_id\":\"u1\",\"event_type\":\"login\",\"event_time\":\"2026-01-05T12:00:00Z\","
              + "\"ip_address\":\"10.0.0.1\",\"plan\":\"gold\"}",
          "{\"event_id\":\"e2\",\"account_id\":\"u2\",\"action\":\"pay\","
              + "\"timestamp\":1767614400123,\"outcome\":\"failure\"}");
      taken = events(log, 2);
      Event first = taken.getFirst();
      assertThat(first.account().value()).isEqualTo("u1");
      assertThat(first.action()).isEqualTo("login");
      assertThat(first.ip()).isEqualTo("10.0.0.1");
      assertThat(first.id()).as("made of its content").startsWith("c-");
      assertThat(first.attributes()).containsEntry("plan", "gold");
      assertThat(taken.get(1).id()).isEqualTo("e2");
    }
    try (KafkaEventLog log = open()) {
      assertThat(events(log, 2)).isEqualTo(taken);
    }
  }

  @Test
  void countsOnceWhatComesTwice() throws Exception {
    String event = "{\"account_id\":\"u\",\"action\":\"a\",\"timestamp\":\"2026-01-05T12:00:00Z\"}";
    try (KafkaEventLog log = open()) {
      write(event, event);
      write(event);
      assertThat(events(log, 1)).hasSize(1);
      write(event.replace("12:00", "12:01"));
      assertThat(events(log, 2)).hasSize(2);
      assertThat(log.lastSeq()).isEqualTo(2);
    }
  }

  /** As a broken pipeline delivers: every event of ours three times, anywhere, in any order. */
  @Test
  void takesWhatIsDeliveredAgainAndOutOfOrderOnce() throws Exception {
    List<Event> events = new AwkwardEvents(5).next(200);
    try (KafkaEventLog log = open()) {
      assertThat(log.append(events.subList(0, 100)).accepted()).isEqualTo(100);
      List<Event> deliveries = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        deliveries.addAll(events);
      }
      Collections.shuffle(deliveries, new Random(5));
      Random partition = new Random(6);
      try (Producer<byte[], byte[]> other = BROKERS.platform(Map.of())) {
        for (Event event : deliveries) {
          ProducerRecord<byte[], byte[]> record =
              new ProducerRecord<>(
                  config.topics().events(), partition.nextInt(3), null, EventJson.write(event));
          record.headers().add(CallHeader.NAME, new CallHeader(1, 1).bytes());
          var ignored = other.send(record);
        }
      }
      assertThat(new HashSet<>(events(log, 200))).isEqualTo(new HashSet<>(events));
      assertThat(log.append(events)).isEqualTo(new Appended(0, 200, 200));
    }
    try (KafkaEventLog log = open()) {
      assertThat(log.append(events)).isEqualTo(new Appended(0, 200, 200));
    }
  }

  @Test
  void takesThemAsAvroAndPutsWhatIsDamagedAside() throws Exception {
    Schema schema = new Schema.Parser().parse(AvroSchemas.own());
    GenericData.Record event =
        new GenericRecordBuilder(schema)
            .set("account_id", "u1")
            .set("action", "login")
            .set("timestamp", Instant.parse("2026-01-05T12:00:00Z").toEpochMilli() * 1_000)
            .build();
    byte[] good = AvroBytes.marked(event);
    byte[] cut = Arrays.copyOf(good, good.length - 3);
    List<Event> taken;
    try (KafkaEventLog log = open();
        Producer<byte[], byte[]> platform = BROKERS.platform(Map.of())) {
      platform.send(new ProducerRecord<>(config.topics().events(), cut)).get();
      platform.send(new ProducerRecord<>(config.topics().events(), good)).get();
      write("{\"user\":\"u1\",\"action\":\"login\",\"timestamp\":\"2026-01-05T12:00:00Z\"}");
      write("{\"user\":\"u2\",\"action\":\"login\",\"timestamp\":\"2026-01-05T12:00:00Z\"}");
      taken = events(log, 2);
      assertThat(taken).as("JSON and Avro say the same").hasSize(2);
    }
    assertThat(letters(1))
        .containsValue("is no Avro record of its schema: it is cut off or damaged");
    try (KafkaEventLog log = open()) {
      assertThat(events(log, 2)).isEqualTo(taken);
    }
  }

  @Test
  void putsWhatIsNoEventAsideWithItsReason() throws Exception {
    String good = "{\"account_id\":\"u\",\"action\":\"a\",\"timestamp\":\"2026-01-05T12:00:00Z\"}";
    Map<String, String> bad = new TreeMap<>();
    bad.put("nonsense", "is not a JSON object");
    bad.put("{\"account_id\":", "JSON");
    bad.put("{\"action\":\"a\",\"timestamp\":\"2026-01-05T12:00:00Z\"}", "account_id");
    bad.put(good + "\n" + good.replace("12:00", "12:01"), "holds 2 events");
    bad.put(good.replace("2026-01-05", "2025-11-05"), "is older than 30 days");
    bad.put(good.replace("2026-01-05", "2026-01-07"), "timestamp");
    try (KafkaEventLog log = open()) {
      write(bad.keySet().toArray(new String[0]));
      write(good);
      assertThat(events(log, 1)).hasSize(1);
      assertThat(log.lastSeq()).isEqualTo(1);
    }
    Map<String, String> letters = letters(bad.size());
    assertThat(letters.keySet()).isEqualTo(bad.keySet());
    bad.forEach((value, reason) -> assertThat(letters.get(value)).as(value).contains(reason));
    try (KafkaEventLog log = open()) {
      write(good.replace("12:00", "12:02"));
      assertThat(events(log, 2)).hasSize(2);
    }
    assertThat(letters(bad.size())).as("not again after a restart").hasSameSizeAs(bad);
  }

  /** The dead letters' values, with their reasons. */
  private Map<String, String> letters(int count) {
    Map<String, String> letters = new TreeMap<>();
    TopicPartition partition = new TopicPartition(config.topics().deadLetters(), 0);
    try (Consumer<byte[], byte[]> reader = new Clients(config).reader("test")) {
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      WaitFor.condition(
          PATIENCE,
          () -> {
            reader.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() >= count;
          });
      assertThat(records).hasSize(count);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        assertThat(text(record.headers().lastHeader("topic").value()))
            .isEqualTo(config.topics().events());
        letters.put(text(record.value()), text(record.headers().lastHeader("reason").value()));
      }
    }
    return letters;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void readsOnBehindWhatRetentionDropped() throws Exception {
    KafkaLogConfig one = BROKERS.config(1);
    List<Event> events = new AwkwardEvents(8).next(50);
    try (KafkaEventLog log = KafkaEventLog.open(one, Brokers.NOW)) {
      for (int i = 0; i < events.size(); i += 10) {
        log.append(events.subList(i, i + 10));
      }
    }
    try (Admin admin = new Clients(one).admin()) {
      TopicPartition partition = new TopicPartition(one.topics().events(), 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(25))).all().get();
    }
    try (KafkaEventLog log = KafkaEventLog.open(one, Brokers.NOW)) {
      LogBatch batch = log.read(0, 1_000, Duration.ZERO);
      assertThat(batch.firstSeq()).isEqualTo(26);
      assertThat(batch.entries()).hasSize(25);
      assertThat(log.append(new AwkwardEvents(9).next(1)).lastSeq()).isEqualTo(51);
    }
  }
}
