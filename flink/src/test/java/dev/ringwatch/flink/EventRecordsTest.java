package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.HashKey;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.kafka.KafkaLogConfig;
import dev.ringwatch.kafka.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records are events, at which present. */
class EventRecordsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Keys KEYS = new Keys(new HashKey(1, 2));
  private static final KafkaLogConfig.Platform PLATFORM =
      new KafkaLogConfig.Platform(Duration.ofMinutes(1), Duration.ofDays(30));

  private static Message decode(ConsumerRecord<byte[], byte[]> record) {
    EventRecords records = new EventRecords(PLATFORM, KEYS);
    records.open(InstantSource.fixed(NOW));
    List<Message> out = new ArrayList<>();
    records.deserialize(record, new ListCollector<>(out));
    assertThat(out).hasSize(1);
    return out.getFirst();
  }

  private static ConsumerRecord<byte[], byte[]> record(long came, String value) {
    return new ConsumerRecord<>(
        "events",
        3,
        17,
        came,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        value.getBytes(StandardCharsets.UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private static String login(Instant when) {
    return "{\"event_id\":\"e\",\"account_id\":\"a\",\"action\":\"login\",\"timestamp\":\""
        + when
        + "\"}";
  }

  private static String refusal(Message message) {
    assertThat(message.kind()).isEqualTo(Kind.REFUSED);
    assertThat(message.key()).isEqualTo("events-3@17");
    return message.read(RefusedRecord::read).reason();
  }

  @Test
  void takesAnEventAtTheTimeThatItsRecordCame() {
    Instant longAgo = NOW.minus(Duration.ofDays(400));
    Message message = decode(record(longAgo.toEpochMilli(), login(longAgo)));
    assertThat(message.kind()).isEqualTo(Kind.EVENT);
    assertThat(message.epochMillis()).isEqualTo(longAgo.toEpochMilli());
    assertThat(message.event().account().value()).isEqualTo("a");
  }

  @Test
  void refusesAnEventThatLiesTooFarFromThatTime() {
    Instant came = NOW.minus(Duration.ofDays(10));
    assertThat(refusal(decode(record(came.toEpochMilli(), login(NOW))))).contains("future");
    Instant old = came.minus(Duration.ofDays(31));
    assertThat(refusal(decode(record(came.toEpochMilli(), login(old))))).contains("older than 30");
  }

  /** One record of a writer whose clock is wrong must not let all time pass. */
  @Test
  void refusesAnEventOfTheFutureWhateverItsRecordSays() {
    Instant later = NOW.plus(Duration.ofDays(4_000));
    assertThat(refusal(decode(record(later.toEpochMilli(), login(later))))).contains("future");
  }

  @Test
  void goesByTheClockWhereARecordHasNoTime() {
    assertThat(decode(record(-1, login(NOW))).kind()).isEqualTo(Kind.EVENT);
    assertThat(refusal(decode(record(-1, login(NOW.plusSeconds(90)))))).contains("future");
  }

  @Test
  void keepsWhatIsNoEvent() {
    Message message = decode(record(NOW.toEpochMilli(), "no event"));
    assertThat(refusal(message)).startsWith("is not a JSON object");
    assertThat(message.read(RefusedRecord::read).value())
        .isEqualTo("no event".getBytes(StandardCharsets.UTF_8));
    assertThat(message.epochMillis()).as("before all time").isEqualTo(Long.MIN_VALUE);
    assertThat(refusal(decode(record(NOW.toEpochMilli(), "")))).isEqualTo("the record is empty");
  }

  @Test
  void believesNobodyWhoOnlyNamesOurHeader() {
    ConsumerRecord<byte[], byte[]> record =
        record(NOW.toEpochMilli(), login(NOW.minus(Duration.ofDays(40))));
    record.headers().add(RecordDecoder.HEADER, new byte[] {1, 2, 3});
    assertThat(refusal(decode(record))).contains("older than 30");
  }

  @Test
  void isSentToAClusterWithItsSchemas(@TempDir Path schemas) throws Exception {
    Files.writeString(schemas.resolve("1.avsc"), "no schema");
    EventRecords sent =
        InstantiationUtil.clone(new EventRecords(PLATFORM.withSchemas(schemas), KEYS));
    assertThatThrownBy(() -> sent.open(InstantSource.fixed(NOW)))
        .hasMessageContaining("1.avsc cannot be read");
  }
}
