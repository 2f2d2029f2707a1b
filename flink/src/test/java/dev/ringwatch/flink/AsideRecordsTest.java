package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flink.Message.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What does not count is told with its reason, and counted. */
class AsideRecordsTest {

  private static final Keys KEYS = new Keys(new HashKey(1, 2));
  private static final Event EVENT =
      Event.builder(new AccountId("user-1"), "login", Instant.parse("2026-01-05T10:00:00Z"))
          .id("e")
          .build();

  private final Map<String, Counter> counters = new HashMap<>();
  private final AsideRecords records = new AsideRecords("log.aside");

  @BeforeEach
  void open() {
    records.open(
        new UnregisteredMetricsGroup() {
          @Override
          public Counter counter(String name) {
            return counters.computeIfAbsent(name, super::counter);
          }
        });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void told(Message message, String what, String key, String value, String reason) {
    ProducerRecord<byte[], byte[]> record = records.record(message);
    assertThat(record.topic()).isEqualTo("log.aside");
    assertThat(text(record.key())).isEqualTo(key);
    assertThat(text(record.value())).contains(value);
    assertThat(text(record.headers().lastHeader("what").value())).isEqualTo(what);
    assertThat(text(record.headers().lastHeader("reason").value())).contains(reason);
  }

  @Test
  void tellsOfEachWithItsReason() {
    String json = "\"account_id\":\"user-1\"";
    told(Message.of(EVENT, KEYS), "late", "user-1", json, "after its minute had closed");
    Message failed = SetAsides.message("key", EVENT, new IllegalStateException("no profile"));
    told(failed, "failed", "user-1", json, "no profile");
    byte[] value = "nonsense".getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("log.events", 2, 7, new byte[0], value);
    Message refused = RefusedRecord.message(record, "is not a JSON object");
    told(refused, "refused", "log.events-2@7", "nonsense", "is not a JSON object");
  }

  private long count(String counter) {
    return Objects.requireNonNull(counters.get(counter), counter).getCount();
  }

  @Test
  void countsEach() {
    Message late = Message.of(EVENT, KEYS);
    records.record(late);
    records.record(late);
    records.record(SetAsides.message("key", EVENT, new IllegalStateException("no profile")));
    assertThat(count("lateAside")).isEqualTo(2);
    assertThat(count("failedAside")).isEqualTo(1);
    assertThat(count("refusedAside")).as("there from the start on").isZero();
  }

  @Test
  void takesNothingElse() {
    Message model = Message.of(Kind.MODEL, "", new Tick(1));
    assertThatThrownBy(() -> records.record(model)).hasMessage("MODEL does not go aside");
  }
}
