package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDecodingTest {

  private static final String HEADER = "account_id,action,timestamp,device_id\n";
  private static final String TIME = "2026-01-02T03:04:05Z";

  @Test
  void readsQuotedFieldsWithSeparatorsQuotesAndLineEnds() throws IOException {
    Decoded decoded =
        Decoded.of(
            "account_id,action,timestamp,note\r\n"
                + "\"a,1\",login,"
                + TIME
                + ",\"says \"\"hi\"\"\nand goes\"\r\n"
                + "b,login,"
                + TIME
                + ",x\r\n");
    assertThat(decoded.accounts()).containsExactly("a,1", "b");
    assertThat(decoded.events().getFirst().attributes())
        .isEqualTo(Map.of("note", "says \"hi\"\nand goes"));
    assertThat(decoded.rejected()).isEmpty();
  }

  @Test
  void losesOneLineToAQuoteThatIsNeverClosed() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int line = 2; line <= 500; line++) {
      text.append("a").append(line).append(",login,").append(TIME);
      text.append(line == 100 ? ",\"broken\n" : line % 7 == 0 ? ",\"fine\"\n" : ",d\n");
    }
    Decoded decoded = Decoded.of(text.toString());
    assertThat(decoded.events()).hasSize(498);
    assertThat(decoded.rejectedLines()).containsExactly(100L);
    assertThat(decoded.onlyReason()).isEqualTo("an opening quote is never closed");
    assertThat(decoded.rejected().getFirst().text()).isEqualTo("a100,login," + TIME + ",\"broken");
  }

  /** Whoever may choose a quoted value could write events of other accounts into it. */
  @Test
  void readsNoEventsOutOfAQuotedValue() throws IOException {
    Decoded decoded =
        Decoded.of(
            HEADER
                + "a,login,"
                + TIME
                + ",\"broken\n"
                + "b,login,"
                + TIME
                + ",d\n"
                + "c,login,"
                + TIME
                + ",d\"\n"
                + "d,login,"
                + TIME
                + ",d\n");
    assertThat(decoded.accounts()).containsExactly("d");
    assertThat(decoded.rejectedLines()).containsExactly(2L);
    assertThat(decoded.onlyReason())
        .isEqualTo("one quoted value spans 3 lines, which no column here may");
  }

  @Test
  void rejectsRowsWithTheWrongNumberOfFields() throws IOException {
    Decoded decoded = Decoded.of(HEADER + "a,login," + TIME + "\nb,login," + TIME + ",d,e\n");
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .containsExactly("has 3 fields, the header has 4", "has 5 fields, the header has 4");
    assertThat(decoded.rejectedLines()).containsExactly(2L, 3L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "null", "NULL", "None", "NaN", "-", "\\N"})
  void rejectsAnAccountThatStandsForNothing(String account) throws IOException {
    Decoded decoded = Decoded.of(HEADER + account + ",login," + TIME + ",d\n");
    assertThat(decoded.events()).isEmpty();
    assertThat(decoded.onlyReason()).startsWith("account_id is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "None", "nan", "-", "\\N"})
  void takesAnOptionalFieldThatStandsForNothingAsAbsent(String device) throws IOException {
    assertThat(Decoded.of(HEADER + "a,login," + TIME + "," + device + "\n").only().device())
        .isNull();
  }

  @Test
  void skipsBlankLinesAndAByteOrderMark() throws IOException {
    Decoded decoded =
        Decoded.of("\uFEFF\n" + HEADER + "\n  \r\na,login," + TIME + ",d\n\nb,login," + TIME + ",");
    assertThat(decoded.accounts()).containsExactly("a", "b");
    assertThat(decoded.rejected()).isEmpty();
  }

  @Test
  void rejectsARowThatIsNotUtf8() throws IOException {
    byte[] bytes =
        (HEADER + "a,login," + TIME + ",caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
    Decoded decoded = Decoded.of(bytes, Decoded.OPTIONS);
    assertThat(decoded.onlyReason()).isEqualTo("is not UTF-8 text; save the file as UTF-8");
    assertThat(Decoded.of(HEADER + "a,login," + TIME + ",caf\u00e9\n").only().device())
        .isEqualTo("caf\u00e9");
  }

  @Test
  void rejectsControlCharactersInIds() throws IOException {
    String padding = ("x,login," + TIME + ",d\n").repeat(100);
    Decoded decoded =
        Decoded.of(
            HEADER + padding + "a\u0000b,login," + TIME + ",d\na,login," + TIME + ",d\u0007\n");
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .containsExactly(
            "account_id holds a control character (byte 0)",
            "device_id holds a control character (byte 7)");
  }

  @Test
  void keepsAnEventWhoseUserAgentIsOverlongOrHoldsControlCharacters() throws IOException {
    Decoded decoded =
        Decoded.of(
            "account_id,action,timestamp,user_agent\n"
                + "a,b,"
                + TIME
                + ","
                + "x".repeat(5_000)
                + "\n"
                + "a,b,"
                + TIME
                + ",evil\u0000agent\n");
    assertThat(decoded.events())
        .extracting(Event::userAgent)
        .containsExactly("x".repeat(4_096), "evil agent");
  }

  @Test
  void rejectsAnOverlongFieldByName() throws IOException {
    Decoded decoded = Decoded.of(HEADER + "a,login," + TIME + "," + "d".repeat(4_097) + "\n");
    assertThat(decoded.onlyReason())
        .isEqualTo("device_id has 4097 characters; at most 4096 are allowed");
    assertThat(Decoded.of(HEADER + "a,login," + TIME + "," + "é".repeat(4_096) + "\n").events())
        .hasSize(1);
  }

  @Test
  void rejectsATenMegabyteLineAndReadsOn() throws IOException {
    Decoded decoded =
        Decoded.of(
            HEADER
                + "a,login,"
                + TIME
                + ",d\n"
                + "b,login,"
                + TIME
                + ","
                + "x".repeat(10_000_000)
                + "\n"
                + "c,login,"
                + TIME
                + ",d\n");
    assertThat(decoded.accounts()).containsExactly("a", "c");
    assertThat(decoded.onlyReason()).isEqualTo("the line is longer than 1048576 bytes");
    assertThat(decoded.rejected().getFirst().text())
        .hasSize(201)
        .startsWith("b,login")
        .endsWith("…");
  }

  @Test
  void rejectsTooManyOrTooLargeAttributes() throws IOException {
    DecodeOptions options =
        new DecodeOptions(
            Map.of(), Decoded.NOW, Decoded.OPTIONS.maxAhead(), new DecodeLimits(1_000, 50, 2, 60));
    String header = "account_id,action,timestamp,x,y,z\n";
    assertThat(Decoded.of(header + "a,b," + TIME + ",1,,3\n", options).events()).hasSize(1);
    assertThat(Decoded.of(header + "a,b," + TIME + ",1,2,3\n", options).onlyReason())
        .isEqualTo("has 3 attributes; at most 2 are allowed");
    String large = "1".repeat(40);
    assertThat(
            Decoded.of(header + "a,b," + TIME + "," + large + "," + large + ",\n", options)
                .onlyReason())
        .isEqualTo("has attributes of 82 characters; at most 60 are allowed");
  }

  @Test
  void takesTheOutcomeFromTheActionsNameWhereThereIsNone() throws IOException {
    Decoded decoded =
        Decoded.of(
            "account_id,action,timestamp,outcome\n"
                + "a,login_failed,"
                + TIME
                + ",\n"
                + "a,login_failed,"
                + TIME
                + ",null\n"
                + "a,login_failed,"
                + TIME
                + ",ok\n"
                + "a,login,"
                + TIME
                + ",\n");
    assertThat(decoded.events())
        .extracting(Event::outcome)
        .containsExactly(Outcome.FAILURE, Outcome.FAILURE, Outcome.SUCCESS, Outcome.UNKNOWN);
  }

  @Test
  void rejectsAWordThatIsNeitherYesNorNo() throws IOException {
    Decoded decoded = Decoded.of("account_id,action,timestamp,enforced\na,b," + TIME + ",ban\n");
    assertThat(decoded.onlyReason()).isEqualTo("enforced is \"ban\"; give true or false");
  }

  @Test
  void rejectsBadTimesWithTheColumnsName() throws IOException {
    Decoded decoded =
        Decoded.of(
            "account_id,action,timestamp,account_created_at\n"
                + "a,b,,\n"
                + "a,b,soon,\n"
                + "a,b,2027-01-01T00:00:00Z,\n"
                + "a,b,"
                + TIME
                + ",then\n");
    assertThat(decoded.rejected())
        .extracting(Rejected::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("timestamp is empty"),
            reason -> assertThat(reason).startsWith("timestamp \"soon\" is not a time"),
            reason -> assertThat(reason).contains("lies 213 days in the future"),
            reason -> assertThat(reason).startsWith("account_created_at \"then\" is not a time"));
  }

  @Test
  void givesEqualTextsThatFollowEachOtherOneObject() throws IOException {
    Decoded decoded =
        Decoded.of(
            HEADER + "a,login," + TIME + ",d1\nb,x," + TIME + ",d2\na,login," + TIME + ",d1\n");
    Event first = decoded.events().getFirst();
    assertThat(decoded.events().getLast().account()).isSameAs(first.account());
    assertThat(decoded.events().getLast().device()).isSameAs(first.device());
  }
}
