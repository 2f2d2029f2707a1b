package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonDecodingTest {

  private static final String TIME = "\"timestamp\":\"2026-01-02T03:04:05Z\"";

  private static String line(String account) {
    return "{\"account_id\":\"" + account + "\",\"action\":\"login\"," + TIME + "}";
  }

  @Test
  void readsFieldsOfAnyJsonType() throws IOException {
    Event event =
        Decoded.of(
                "{\"event_id\":17,\"userId\":42,\"action\":\"pay\","
                    + "\"ts\":1767323045000,"
                    + "\"enforced\":true,\"success\":false,\"ip\":null,\"device_id\":\"d\\u00e9\"}\n")
            .only();
    assertThat(event)
        .isEqualTo(
            Event.builder(new AccountId("42"), "pay", Instant.parse("2026-01-02T03:04:05Z"))
                .id("17")
                .enforced(true)
                .outcome(Outcome.FAILURE)
                .device("d\u00e9")
                .build());
  }

  @Test
  void flattensAttributesAndKeepsWhatIsNestedAsJson() throws IOException {
    Event event =
        Decoded.of(
                "{\"account_id\":\"a\",\"action\":\"b\","
                    + TIME
                    + ",\"color\":\"red\",\"tags\":[1, \"x\"],"
                    + "\"attributes\":{\"n\":1,\"deep\":{\"k\": [true]},\"none\":null,\"empty\":\"\"}}")
            .only();
    assertThat(event.attributes())
        .isEqualTo(Map.of("color", "red", "tags", "[1,\"x\"]", "n", "1", "deep", "{\"k\":[true]}"));
  }

  @Test
  void neverLetsAnAliasWinOverTheNameItselfInEitherOrder() throws IOException {
    String text =
        "{\"user_id\":\"u\",\"account_id\":\"a\",\"action\":\"b\","
            + TIME
            + "}\n"
            + "{\"account_id\":\"a\",\"user_id\":\"u\",\"action\":\"b\","
            + TIME
            + "}\n";
    Decoded decoded = Decoded.of(text);
    assertThat(decoded.accounts()).containsExactly("a", "a");
    assertThat(decoded.events())
        .allSatisfy(event -> assertThat(event.attributes()).isEqualTo(Map.of("user_id", "u")));
  }

  @Test
  void letsTheUsersMappingWin() throws IOException {
    DecodeOptions options = Decoded.OPTIONS.withColumns(Map.of("account_id", "uid"));
    Event event =
        Decoded.of("{\"account_id\":\"a\",\"uid\":\"u\",\"action\":\"b\"," + TIME + "}", options)
            .only();
    assertThat(event.account()).isEqualTo(new AccountId("u"));
    assertThat(event.attributes()).isEqualTo(Map.of("account_id", "a"));
  }

  @Test
  void losesNoLineButTheBrokenOnes() throws IOException {
    Decoded decoded =
        Decoded.of(
            line("a")
                + "\n"
                + "{\"account_id\":\"b\n"
                + "[1,2]\n"
                + "nonsense\n"
                + line("c")
                + line("d")
                + "\n"
                + "{\"action\":\"x\","
                + TIME
                + "}\n"
                + "{\"account_id\":{\"id\":1},\"action\":\"x\","
                + TIME
                + "}\n"
                + "\n"
                + line("e"));
    assertThat(decoded.accounts()).containsExactly("a", "e");
    assertThat(decoded.rejectedLines()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).startsWith("is not valid JSON at column "),
            reason -> assertThat(reason).isEqualTo("is not a JSON object"),
            reason -> assertThat(reason).startsWith("is not valid JSON at column "),
            reason -> assertThat(reason).isEqualTo("has something after the JSON object"),
            reason -> assertThat(reason).isEqualTo("account_id is missing"),
            reason ->
                assertThat(reason).isEqualTo("account_id is an object; give text or a number"));
  }

  @Test
  void letsNobodySayTwiceWhoItWas() throws IOException {
    Decoded decoded =
        Decoded.of(
            "{\"account_id\":\"a\",\"account_id\":\"b\",\"action\":\"x\","
                + TIME
                + "}\n"
                + line("c"));
    assertThat(decoded.accounts()).containsExactly("c");
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .containsExactly("account_id comes twice");
  }

  @Test
  void rejectsHalfACharacterAndControlCharacters() throws IOException {
    Decoded decoded =
        Decoded.of(line("a\\ud800") + "\n" + line("a\\u0000") + "\n" + line("\\ud83d\\ude00"));
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .containsExactly(
            "holds half a character (an unpaired surrogate)",
            "account_id holds a control character (byte 0)");
    assertThat(decoded.accounts()).containsExactly("\ud83d\ude00");
  }

  @Test
  void rejectsAnOverlongLineAndReadsOn() throws IOException {
    Decoded decoded =
        Decoded.of(line("a") + "\n" + line("x".repeat(10_000_000)) + "\n" + line("b"));
    assertThat(decoded.accounts()).containsExactly("a", "b");
    assertThat(decoded.onlyReason()).isEqualTo("the line is longer than 1048576 bytes");
  }

  @Test
  void rejectsJsonThatIsNestedTooDeeply() throws IOException {
    Decoded decoded =
        Decoded.of(
            "{\"account_id\":\"a\",\"x\":"
                + "[".repeat(5_000)
                + "]".repeat(5_000)
                + "}\n"
                + line("b"));
    assertThat(decoded.accounts()).containsExactly("b");
    assertThat(decoded.onlyReason()).contains("nesting depth");
  }

  @Test
  void readsArraysOfObjectsOnOneLineOrMany() throws IOException {
    assertThat(Decoded.of("[" + line("a") + "," + line("b") + "]").accounts())
        .containsExactly("a", "b");
    assertThat(Decoded.of(" [\n" + line("a") + ",\n" + line("b") + "\n]\n").accounts())
        .containsExactly("a", "b");
    assertThat(Decoded.of("[]").events()).isEmpty();
  }

  @Test
  void readsObjectsThatGoOnOverSeveralLines() throws IOException {
    String pretty = line("a").replace(",", ",\n  ").replace("{", "{\n  ") + "\n";
    assertThat(Decoded.of(pretty + pretty).accounts()).containsExactly("a", "a");
  }

  @Test
  void rejectsTheElementsOfAnArrayThatAreNoEvents() throws IOException {
    Decoded decoded =
        Decoded.of("[" + line("a") + ",\n5,\n[{}],\n{\"action\":\"x\"},\n" + line("b") + "]");
    assertThat(decoded.accounts()).containsExactly("a", "b");
    assertThat(decoded.rejectedLines()).containsExactly(2L, 3L, 4L);
    assertThat(decoded.rejected().getLast())
        .isEqualTo(new Rejected(4, "account_id is missing", "action: x"));
  }

  @Test
  void usesTheBeginningOfABrokenArrayAndSaysWhereItEnds() throws IOException {
    Decoded decoded =
        Decoded.of(
            "[" + line("a") + ",\n" + line("b") + ",\n{\"account_id\": oops},\n" + line("c") + "]");
    assertThat(decoded.accounts()).containsExactly("a", "b");
    assertThat(decoded.rejectedLines()).containsExactly(3L);
    assertThat(decoded.onlyReason())
        .startsWith("is not valid JSON")
        .endsWith("nothing behind it could be read");
  }
}
