package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.kit.log.WaitFor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What events that a platform writes as Avro turn out to be. */
class AvroEventsTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.000001Z");
  private static final long NOON_MICROS = NOON.getEpochSecond() * 1_000_000 + 1;
  private static final Schema OWN = new Schema.Parser().parse(AvroSchemas.own());

  @TempDir private Path folder;

  private RecordDecoder decoder() {
    return new RecordDecoder(
        new KafkaLogConfig.Platform(Duration.ofMinutes(1), Duration.ofDays(30))
            .withSchemas(folder));
  }

  private static Event read(RecordDecoder decoder, byte[] value) {
    RecordDecoder.Decoded decoded = decoder.decode(AvroBytes.record(value), NOON);
    assertThat(decoded).isInstanceOf(RecordDecoder.Decoded.Usable.class);
    Event event = ((RecordDecoder.Decoded.Usable) decoded).event();
    assertThat(decoder.again(AvroBytes.record(value))).isEqualTo(event);
    return event;
  }

  private static String refusal(RecordDecoder decoder, byte[] value) {
    RecordDecoder.Decoded decoded = decoder.decode(AvroBytes.record(value), NOON);
    assertThat(decoded).isInstanceOf(RecordDecoder.Decoded.Unusable.class);
    return ((RecordDecoder.Decoded.Unusable) decoded).reason();
  }

  private static GenericRecordBuilder needed() {
    return new GenericRecordBuilder(OWN)
        .set("account_id", "someone")
        .set("action", "login")
        .set("timestamp", NOON_MICROS);
  }

  @Test
  void itsOwnSchemaHasAFieldForEachOfAnEvent() {
    assertThat(OWN.getFields()).hasSameSizeAs(Event.class.getRecordComponents());
  }

  @Test
  void readsEveryFieldOfItsOwnSchema() throws IOException {
    GenericData.Record all =
        needed()
            .set("event_id", "id")
            .set("ip", "10.0.0.1")
            .set("device_id", "device")
            .set("session_id", "session")
            .set("target", "target")
            .set("target_owner", "owner")
            .set("outcome", "failure")
            .set("enforced", true)
            .set("payment_id", "payment")
            .set("user_agent", "agent \"ü\"")
            .set("country", "DE")
            .set("account_created_at", NOON_MICROS - 1)
            .set("source", "shop")
            .set("attributes", Map.of("plan", "gold"))
            .build();
    assertThat(read(decoder(), AvroBytes.marked(all)))
        .isEqualTo(
            Event.builder(new AccountId("someone"), "login", NOON)
                .id("id")
                .ip("10.0.0.1")
                .device("device")
                .session("session")
                .target("target")
                .targetOwner("owner")
                .outcome(Outcome.FAILURE)
                .enforced(true)
                .payment("payment")
                .userAgent("agent \"ü\"")
                .country("DE")
                .accountCreatedAt(NOON.minusNanos(1_000))
                .source("shop")
                .attributes(Map.of("plan", "gold"))
                .build());
  }

  @Test
  void anEventWithoutAnIdHasTheSameOneAsItsJson() throws IOException {
    GenericData.Record avro =
        needed().set("ip", "10.0.0.1").set("attributes", Map.of("plan", "gold")).build();
    String json =
        "{\"account_id\":\"someone\",\"action\":\"login\",\"timestamp\":\""
            + NOON
            + "\",\"ip\":\"10.0.0.1\",\"plan\":\"gold\"}";
    Event event = read(decoder(), AvroBytes.marked(avro));
    assertThat(event.id()).startsWith("c-");
    assertThat(event).isEqualTo(read(decoder(), json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theRulesOfAllInputHoldForItsValues() throws IOException {
    assertThat(refusal(decoder(), AvroBytes.marked(needed().set("account_id", "").build())))
        .contains("account_id");
    assertThat(
            refusal(
                decoder(), AvroBytes.marked(needed().set("timestamp", NOON_MICROS * 2).build())))
        .contains("timestamp");
    assertThat(
            refusal(
                decoder(),
                AvroBytes.marked(
                    needed().set("timestamp", NOON_MICROS - 40 * 86_400_000_000L).build())))
        .contains("is older than 30 days");
    assertThat(
            refusal(decoder(), AvroBytes.marked(needed().set("target", "t".repeat(5_000)).build())))
        .contains("target");
    assertThat(
            read(decoder(), AvroBytes.marked(needed().set("ip", "0:0:0:0:0:0:0:1").build())).ip())
        .as("written one way, whoever sends it")
        .isEqualTo(
            read(
                    decoder(),
                    ("{\"user\":\"u\",\"event\":\"e\",\"ts\":\"" + NOON + "\",\"ip\":\"::1\"}")
                        .getBytes(StandardCharsets.UTF_8))
                .ip());
  }

  /** As a platform changes its schema over the years: each event is read with its own. */
  @Test
  void readsWithTheSchemaThatAnEventWasWrittenWith() throws IOException {
    Schema old =
        schema(
            "{'name':'user_id','type':'string'},{'name':'event_type','type':'string'},"
                + "{'name':'ts','type':'long'}");
    Schema reordered =
        schema(
            "{'name':'ts','type':{'type':'long','logicalType':'timestamp-millis'}},"
                + "{'name':'shop','type':{'type':'enum','name':'Shop','symbols':['NORTH','SOUTH']}},"
                + "{'name':'event_type','type':'string'},"
                + "{'name':'amount','type':['null','double'],'default':null},"
                + "{'name':'tags','type':{'type':'array','items':'string'},'default':[]},"
                + "{'name':'user_id','type':'string'},{'name':'outcome','type':['string','null'],'default':''}");
    Files.writeString(folder.resolve("old.avsc"), old.toString());
    Files.writeString(folder.resolve("42.avsc"), reordered.toString());
    RecordDecoder decoder = decoder();
    GenericRecordBuilder first =
        new GenericRecordBuilder(old)
            .set("user_id", "someone")
            .set("event_type", "login")
            .set("ts", NOON.toEpochMilli());
    Event before = read(decoder, AvroBytes.marked(first.build()));
    assertThat(before.account().value()).isEqualTo("someone");
    assertThat(before.timestamp()).isEqualTo(Instant.ofEpochMilli(NOON.toEpochMilli()));
    assertThat(before.attributes()).isEmpty();
    GenericData.Record second =
        new GenericRecordBuilder(reordered)
            .set("user_id", "someone")
            .set("event_type", "login")
            .set("ts", NOON.toEpochMilli())
            .set("shop", new GenericData.EnumSymbol(reordered.getField("shop").schema(), "SOUTH"))
            .set("amount", 12.5)
            .set("outcome", "success")
            .build();
    for (byte[] value : List.of(AvroBytes.marked(second), AvroBytes.numbered(42, second))) {
      Event after = read(decoder, value);
      assertThat(after.account()).isEqualTo(before.account());
      assertThat(after.timestamp()).isEqualTo(before.timestamp());
      assertThat(after.outcome()).isEqualTo(Outcome.SUCCESS);
      assertThat(after.attributes())
          .containsEntry("shop", "SOUTH")
          .containsEntry("amount", "12.5")
          .containsEntry("tags", "[]");
    }
  }

  @Test
  void saysWhatToDoAboutASchemaThatItDoesNotKnowAndLooksAgain() throws IOException {
    Schema schema =
        schema(
            "{'name':'user','type':'string'},{'name':'event','type':'string'},"
                + "{'name':'ts','type':'long'}");
    GenericData.Record event =
        new GenericRecordBuilder(schema)
            .set("user", "u")
            .set("event", "e")
            .set("ts", NOON.toEpochMilli())
            .build();
    RecordDecoder decoder = decoder();
    assertThat(refusal(decoder, AvroBytes.marked(event)))
        .contains("is not known: put its file into " + folder);
    assertThat(refusal(decoder, AvroBytes.numbered(7, event))).contains("number 7 is not known");
    Files.writeString(folder.resolve("7.avsc"), schema.toString());
    WaitFor.condition(
        Duration.ofMinutes(1),
        () ->
            decoder.decode(AvroBytes.record(AvroBytes.numbered(7, event)), NOON)
                instanceof RecordDecoder.Decoded.Usable);
    assertThat(read(decoder, AvroBytes.marked(event)).action()).isEqualTo("e");
    RecordDecoder without =
        new RecordDecoder(new KafkaLogConfig.Platform(Duration.ofMinutes(1), Duration.ofDays(30)));
    assertThat(refusal(without, AvroBytes.numbered(7, event))).contains("no directory of schemas");
  }

  @Test
  void refusesSchemasThatAreNone() throws IOException {
    Path file = Files.writeString(folder.resolve("1.avsc"), "{'type':'record'}");
    assertThatThrownBy(this::decoder)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the schema 1.avsc cannot be read");
    Files.writeString(file, "\"string\"");
    assertThatThrownBy(this::decoder).hasMessageContaining("1.avsc is no record");
    // The fingerprint leaves out how the numbers of time count.
    Files.writeString(file, OWN.toString().replace("timestamp-micros", "timestamp-millis"));
    assertThatThrownBy(this::decoder)
        .hasMessageContaining("Event.avsc and 1.avsc have one fingerprint");
    Files.writeString(file, OWN.toString());
    assertThat(decoder()).isNotNull();
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse(
            ("{'type':'record','name':'Act','namespace':'shop','fields':[" + fields + "]}")
                .replace('\'', '"'));
  }
}
