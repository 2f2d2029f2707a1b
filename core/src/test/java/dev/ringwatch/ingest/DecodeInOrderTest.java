package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeInOrderTest {

  private static final String GOOD =
      "{\"account_id\":\"a\",\"action\":\"b\",\"timestamp\":\"2026-01-02T03:04:05Z\"}";
  private static final String BAD = "{\"account_id\":\"\",\"action\":\"b\",\"timestamp\":\"2026\"}";

  private static List<String> order(EventDecoder decoder, String body) throws IOException {
    List<String> order = new ArrayList<>();
    decoder.decode(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
        event -> order.add("event"),
        rejected -> order.add("rejected"));
    return order;
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s\n%s\n%s\n%s", "[%s,%s,%s,%s]", "[\n%s,%s,\n%s,%s]\n"})
  void givesEventsAndRejectionsInTheOrderOfTheInput(String shape) throws IOException {
    String body = String.format(shape, BAD, GOOD, "7", GOOD);
    assertThat(order(new EventDecoder(Decoded.OPTIONS), body))
        .containsExactly("rejected", "event", "rejected", "event");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s\n", "[%s]"})
  void checksTimestampsAgainstTheGivenPresent(String shape) throws IOException {
    EventDecoder decoder = new EventDecoder(Decoded.OPTIONS);
    String body = String.format(shape, GOOD);
    assertThat(order(decoder.at(Decoded.NOW.minus(Duration.ofDays(365))), body))
        .containsExactly("rejected");
    assertThat(order(decoder.at(Decoded.NOW), body)).containsExactly("event");
  }
}
