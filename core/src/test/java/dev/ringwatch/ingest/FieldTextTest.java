package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " a b ",
        " \t a",
        "null",
        " - ",
        "",
        "1.2.3.4:80",
        " [2001:DB8::1]:443 ",
        "é",
        "x\u00A0"
      })
  void isWhatTheDecoderMakesOfIt(String text) throws IOException {
    Event event = decoded(text.replace("\t", "\\t"));
    assertThat(FieldText.id(text)).isEqualTo(Optional.ofNullable(event.device()));
    assertThat(FieldText.address(text)).isEqualTo(Optional.ofNullable(event.ip()));
  }

  private static Event decoded(String text) throws IOException {
    String json =
        "{\"account_id\":\"a\",\"action\":\"login\",\"timestamp\":\""
            + NOON
            + "\",\"device_id\":\""
            + text
            + "\",\"ip\":\""
            + text
            + "\"}";
    List<Event> events = new ArrayList<>();
    new EventDecoder(
            new DecodeOptions(Map.of(), NOON, Duration.ofMinutes(1), DecodeLimits.ofDefaults()))
        .decode(
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            events::add,
            rejected -> {
              throw new IllegalStateException(rejected.reason());
            });
    return events.getFirst();
  }
}
