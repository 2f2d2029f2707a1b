package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import dev.ringwatch.ingest.DecodeOptions;
import dev.ringwatch.ingest.EventDecoder;
import dev.ringwatch.kit.log.AwkwardEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  @Test
  void givesEveryEventBackExactly() {
    AwkwardEvents awkward = new AwkwardEvents(1);
    List<Event> events = new ArrayList<>(awkward.everyCombination());
    events.addAll(awkward.atTheEndsOfTime());
    events.add(awkward.longest(30_000));
    for (Event event : events) {
      assertThat(EventJson.read(EventJson.write(event))).isEqualTo(event);
    }
  }

  /** So that whoever else reads the topic understands it as a file of events. */
  @Test
  void writesWhatAnyInputMayBe() throws IOException {
    Instant noon = Instant.parse("2026-01-05T12:00:00.000001Z");
    Event event =
        Event.builder(new AccountId("someone"), "login", noon)
            .id("id")
            .ip("10.0.0.1")
            .device("device")
            .session("session")
            .target("target")
            .targetOwner("owner")
            .outcome(Outcome.FAILURE)
            .enforced(true)
            .payment("payment")
            .userAgent("agent")
            .country("DE")
            .accountCreatedAt(noon.minusSeconds(1))
            .source("shop")
            .attributes(Map.of("plan", "gold"))
            .build();
    List<Event> read = new ArrayList<>();
    new EventDecoder(DecodeOptions.ofDefaults(noon))
        .decode(
            new ByteArrayInputStream(EventJson.write(event)),
            read::add,
            rejected -> assertThat(rejected).isNull());
    assertThat(read).containsExactly(event);
  }

  @Test
  void saysWhatIsWrong() {
    String good = new String(EventJson.write(new AwkwardEvents(2).next()), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("not a JSON object");
    assertThatThrownBy(() -> read(good.substring(0, 20))).hasMessageContaining("not valid JSON");
    assertThatThrownBy(() -> read("{\"event_id\":\"a\"}")).hasMessageContaining("is missing");
    assertThatThrownBy(() ->
            read(
                "{\"event_id\":\"a\",\"account_id\":\"b\",\"action\":\"c\","
                    + "\"timestamp\":\"noon\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a time that is none");
  }

  private static Event read(String json) {
    return EventJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
