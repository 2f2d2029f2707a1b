package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that say they are Avro: whatever they are, they are answered with a reason. */
class AvroFuzzTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
  private static final int ROUNDS = 5_000;

  /** Some of what one event may be: the text, its characters, its JSON, and the event. */
  private static final long MOST_BYTES = 40L << 20;

  private static final Schema OWN = new Schema.Parser().parse(AvroSchemas.own());

  /** Everything that Avro has, and a record that holds itself. */
  private static final String ALL =
      """
      {"type":"record","name":"Act","fields":[
        {"name":"user","type":"string"},
        {"name":"event","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
        {"name":"ts","type":{"type":"long","logicalType":"timestamp-nanos"}},
        {"name":"f","type":"float"},{"name":"d","type":"double"},{"name":"b","type":"bytes"},
        {"name":"x","type":{"type":"fixed","name":"Four","size":4}},
        {"name":"sum","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}},
        {"name":"day","type":{"type":"int","logicalType":"date"}},
        {"name":"time","type":{"type":"long","logicalType":"time-micros"}},
        {"name":"nothings","type":{"type":"array","items":"null"}},
        {"name":"more","type":{"type":"map","values":["null","long","boolean"]}},
        {"name":"self","type":["null",{"type":"record","name":"Deep","fields":[
          {"name":"next","type":["null","Deep"]}]}]}]}
      """;

  @TempDir private Path folder;
  private RecordDecoder decoder;

  @BeforeEach
  void writeSchema() throws IOException {
    Files.writeString(folder.resolve("5.avsc"), ALL);
    decoder =
        new RecordDecoder(
            new KafkaLogConfig.Platform(Duration.ofMinutes(1), Duration.ofDays(30))
                .withSchemas(folder));
  }

  private RecordDecoder.Decoded decode(byte[] value, String which) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    RecordDecoder.Decoded decoded = decoder.decode(AvroBytes.record(value), NOON);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as(which).isLessThan(MOST_BYTES);
    if (decoded instanceof RecordDecoder.Decoded.Unusable unusable) {
      assertThat(unusable.reason()).as(which).isNotBlank().doesNotContain("cannot be read: java");
    }
    return decoded;
  }

  private static byte[] own(Random random) throws IOException {
    return AvroBytes.marked(
        new GenericRecordBuilder(OWN)
            .set("account_id", "u" + random.nextInt())
            .set("action", "login")
            .set("timestamp", NOON.getEpochSecond() * 1_000_000 + random.nextInt(1_000_000))
            .set("ip", random.nextBoolean() ? "10.0.0.1" : null)
            .set("enforced", random.nextBoolean())
            .set("attributes", Map.of("a", "é".repeat(random.nextInt(20))))
            .build());
  }

  private static byte[] numbered(Consumer<BinaryEncoder> body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(5).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    body.accept(encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private interface Writing {
    void write(BinaryEncoder encoder) throws IOException;
  }

  /** The fields of the schema with everything, up to where something else is to come. */
  private static byte[] upTo(String field, Writing rest) throws IOException {
    List<Map.Entry<String, Writing>> fields =
        List.of(
            Map.entry("user", e -> e.writeString("u")),
            Map.entry("event", e -> e.writeEnum(1)),
            Map.entry("ts", e -> e.writeLong(NOON.getEpochSecond() * 1_000_000_000)),
            Map.entry("f", e -> e.writeFloat(Float.NaN)),
            Map.entry("d", e -> e.writeDouble(0.5)),
            Map.entry("b", e -> e.writeBytes(new byte[] {1, 2})),
            Map.entry("x", e -> e.writeFixed(new byte[4])),
            Map.entry("sum", e -> e.writeBytes(new byte[] {1, 2})),
            Map.entry("day", e -> e.writeInt(20_000)),
            Map.entry("time", e -> e.writeLong(1)),
            Map.entry("nothings", e -> e.writeLong(0)),
            Map.entry("more", e -> e.writeLong(0)),
            Map.entry("self", e -> e.writeIndex(0)));
    return numbered(encoder -> {
      try {
        for (Map.Entry<String, Writing> each : fields) {
          if (each.getKey().equals(field)) {
            rest.write(encoder);
            return;
          }
          each.getValue().write(encoder);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  private void refused(byte[] value, String reason) {
    assertThat(decode(value, reason))
        .isInstanceOfSatisfying(
            RecordDecoder.Decoded.Unusable.class,
            unusable -> assertThat(unusable.reason()).contains(reason));
  }

  @Test
  void readsEveryTypeOfAvro() throws IOException {
    byte[] all =
        upTo(
            "self",
            encoder -> {
              encoder.writeIndex(1);
              encoder.writeIndex(1);
              encoder.writeIndex(0);
            });
    assertThat(decode(all, "all"))
        .isInstanceOfSatisfying(
            RecordDecoder.Decoded.Usable.class,
            usable ->
                assertThat(usable.event().attributes())
                    .containsEntry("f", "NaN")
                    .containsEntry("sum", "2.58")
                    .containsEntry("b", "AQI=")
                    .containsEntry("day", "2024-10-04")
                    .containsEntry("time", "00:00:00.000001")
                    .containsEntry("nothings", "[]")
                    .containsEntry("self", "{\"next\":{\"next\":null}}"));
  }

  @Test
  void believesNoLength() throws IOException {
    refused(upTo("user", e -> e.writeLong(Integer.MAX_VALUE)), "names a length of 2147483647");
    refused(upTo("user", e -> e.writeLong(Long.MAX_VALUE)), "names a length of");
    refused(upTo("user", e -> e.writeLong(-1)), "names a length of -1");
    refused(upTo("b", e -> e.writeLong(1L << 40)), "names a length of");
    refused(upTo("nothings", e -> e.writeLong(1L << 60)), "is longer than 1048576 bytes");
    refused(
        upTo(
            "nothings",
            e -> {
              e.writeLong(Long.MIN_VALUE);
              e.writeLong(1);
            }),
        "has a block of a size that is none");
    refused(upTo("more", e -> e.writeLong(1L << 60)), "cut off");
  }

  @Test
  void goesNoDeeperThanAnEventDoes() throws IOException {
    refused(
        upTo(
            "self",
            encoder -> {
              for (int depth = 0; depth < 1_000_000; depth++) {
                encoder.writeIndex(1);
              }
            }),
        "values deep");
  }

  @Test
  void saysWhatItsSchemaDoesNotHave() throws IOException {
    refused(upTo("event", e -> e.writeEnum(2)), "names a symbol");
    refused(upTo("self", e -> e.writeIndex(2)), "names a branch");
    refused(upTo("self", e -> e.writeIndex(-1)), "names a branch");
    refused(upTo("time", e -> e.writeLong(Long.MAX_VALUE)), "has a time that is none");
    refused(upTo("user", e -> e.writeBytes(new byte[] {(byte) 0xFF, 0})), "is not UTF-8");
    refused(upTo("sum", e -> e.writeBytes(new byte[65])), "a decimal of 65 bytes");
    refused(
        upTo(
            "self",
            e -> {
              e.writeIndex(0);
              e.writeLong(1);
            }),
        "holds 1 bytes behind its Avro record");
    refused(upTo("user", e -> e.writeBytes(new byte[2 << 20])), "is longer than 1048576 bytes");
  }

  @Test
  void isCutOffAnywhere() throws IOException {
    for (byte[] whole : List.of(own(new Random(1)), upTo("", e -> e.writeLong(0)))) {
      assertThat(decode(whole, "whole")).isInstanceOf(RecordDecoder.Decoded.Usable.class);
      for (int length = 1; length < whole.length; length++) {
        assertThat(decode(Arrays.copyOf(whole, length), "of length " + length))
            .isInstanceOf(RecordDecoder.Decoded.Unusable.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isAnythingBehindItsFirstBytes(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = round % 2 == 0 ? own(random) : upTo("", e -> e.writeLong(0));
      int body = round % 2 == 0 ? 10 : 5;
      int changes = random.nextInt(6);
      for (int change = 0; change < changes; change++) {
        bytes[body + random.nextInt(bytes.length - body)] = (byte) random.nextInt();
      }
      if (changes == 5) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, body, Math.min(noise.length, bytes.length - body));
      }
      decode(bytes, "seed " + seed + ", round " + round);
    }
  }

  /** Our own header on what is not ours: it must not hold up what comes after it. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void isAnythingUnderOurOwnHeader(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] json =
        ("{\"event_id\":\"e\",\"account_id\":\"u\",\"action\":\"a\",\"outcome\":\"failure\","
                + "\"timestamp\":\"2026-01-05T12:00:00Z\",\"attributes\":{\"a\":\"b\"}}")
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = json.clone();
      for (int change = 0; change < 3; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      ConsumerRecord<byte[], byte[]> record = AvroBytes.record(bytes);
      record.headers().add(CallHeader.NAME, new CallHeader(1, 1).bytes());
      assertThat(decoder.decode(record, NOON)).as("seed %s, round %s", seed, round).isNotNull();
    }
  }
}
