package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableRowsTest {

  private static final List<String> COLUMNS =
      List.of("user id", "timestamp", "action", "ip", "enforced", "note", "note");

  private static final String[][] WORDS = {
    {"anna", "bert", "", "null", " carl ", "größer", "x".repeat(5_000), "tab\there"},
    {"1767322984567", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05", "soon", "", "7"},
    {"view", "login_failed", "", "-"},
    {"10.0.0.1", "", "2001:DB8::1", "token"},
    {"true", "0", "", "perhaps"},
    {"", "free text", "x".repeat(4_097)},
    {"", "other"},
  };

  /** Rows in memory. */
  private record Rows(List<String> columns, List<@Nullable String[]> rows) implements Table {

    @Override
    public TableCursor open(int[] wanted) {
      return new TableCursor() {
        private int row = -1;

        @Override
        public boolean next() {
          return ++row < rows.size();
        }

        @Override
        public boolean read(int column, FieldSink into) {
          String value = rows.get(row)[wanted[column]];
          if (value != null && value.matches("[1-9][0-9]{0,17}")) {
            into.integer(Long.parseLong(value));
          } else if (value != null) {
            byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            into.utf8(utf8, 0, utf8.length);
          }
          return value != null;
        }

        @Override
        public void close() {}
      };
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsAndRejectsWhatCsvDoes(long seed) throws IOException {
    Random random = new Random(seed);
    List<@Nullable String[]> rows = new ArrayList<>();
    for (int row = 0; row < 2_000; row++) {
      rows.add(
          Arrays.stream(WORDS)
              .map(words -> words[random.nextInt(words.length)])
              .toArray(String[]::new));
    }
    String csv =
        String.join(",", COLUMNS)
            + "\n"
            + rows.stream().map(row -> String.join(",", row)).collect(Collectors.joining("\n"));
    Decoded text = Decoded.of(csv);
    Decoded table = decoded(new Rows(COLUMNS, rows), Decoded.OPTIONS);
    assertThat(table.events()).as("seed %s", seed).isNotEmpty().isEqualTo(text.events());
    assertThat(table.rejected())
        .extracting(Rejected::reason)
        .isNotEmpty()
        .isEqualTo(text.rejected().stream().map(Rejected::reason).toList());
    assertThat(table.rejectedLines())
        .isEqualTo(text.rejectedLines().stream().map(line -> line - 1).toList());
  }

  @Test
  void readsNullAsMissing() throws IOException {
    Decoded table = decoded(new Rows(COLUMNS, rows(null, "7", "view")), Decoded.OPTIONS);
    assertThat(table.onlyReason()).isEqualTo("account_id is missing");
    assertThat(table.rejected().getFirst().text()).isEqualTo(",7,view,,,,");
  }

  @Test
  void rejectsRowsThatAreTooLong() throws IOException {
    Decoded table =
        decoded(new Rows(COLUMNS, rows("x".repeat(1 << 21), "7", "view")), Decoded.OPTIONS);
    assertThat(table.onlyReason()).isEqualTo("the row is longer than 1048576 bytes");
  }

  @Test
  void looksAtTheTimestampsAlone() throws IOException {
    EventDecoder decoder = new EventDecoder(Decoded.OPTIONS);
    String early = "2026-01-02T03:04:05Z";
    String late = "2026-01-03T03:04:05Z";
    List<@Nullable String[]> rows = new ArrayList<>(rows(null, early, null));
    rows.addAll(rows("a", late, "view"));
    assertThat(decoder.isOrdered(new Rows(COLUMNS, rows))).isTrue();
    rows.addAll(rows("a", "soon", "view"));
    assertThat(decoder.isOrdered(new Rows(COLUMNS, rows))).isTrue();
    rows.addAll(rows("a", early, "view"));
    assertThat(decoder.isOrdered(new Rows(COLUMNS, rows))).isFalse();
  }

  @Test
  void givesOneColumnTwoMeanings() throws IOException {
    DecodeOptions options = Decoded.OPTIONS.withColumns(Map.of("device_id", "ip"));
    List<@Nullable String[]> rows = rows("a", "2026-01-02T03:04:05Z", "view");
    rows.getFirst()[3] = "10.0.0.1";
    Event event = decoded(new Rows(COLUMNS, rows), options).only();
    assertThat(List.of(String.valueOf(event.ip()), String.valueOf(event.device())))
        .containsExactly("10.0.0.1", "10.0.0.1");
  }

  @Test
  void takesTheAttributesOutOfTheirObject() throws IOException {
    String longer = "y".repeat(4_000);
    String json = "{\"a\\u00e9\":\" x \",\"b\":7,\"c\":null,\"d\":\"" + longer + "\",\"e\":\"%s\"}";
    Event event = withAttributes(json.formatted(longer)).only();
    assertThat(event.attributes())
        .isEqualTo(Map.of("a\u00e9", "x", "b", "7", "d", longer, "e", longer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1]", "{\"a\":{}}", "{\"a\":1} 2", "{\"a\":\"\\ud800\"}", "text"})
  void leavesWhatIsNoObjectOfAttributesOneAttribute(String text) throws IOException {
    assertThat(withAttributes(text).only().attributes()).isEqualTo(Map.of("attributes", text));
  }

  @Test
  void looksAtTheLimitsOfEachAttributeInAnObject() throws IOException {
    assertThat(withAttributes("{\"a\":\"" + "y".repeat(4_097) + "\"}").onlyReason())
        .isEqualTo("a has 4097 characters; at most 4096 are allowed");
  }

  private static Decoded withAttributes(String text) throws IOException {
    List<@Nullable String[]> rows = rows("a", "2026-01-02T03:04:05Z", "view");
    rows.getFirst()[3] = text;
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.set(3, "attributes");
    return decoded(new Rows(columns, rows), Decoded.OPTIONS);
  }

  @Test
  void saysWhichColumnsAreMissing() {
    Rows rows = new Rows(List.of("who", "when"), List.of());
    assertThatThrownBy(() -> decoded(rows, Decoded.OPTIONS))
        .isInstanceOf(UnreadableInputException.class)
        .hasMessageStartingWith("the schema names no column account_id, action, timestamp")
        .hasMessageContaining("it names who, when");
  }

  private static List<@Nullable String[]> rows(
      @Nullable String account, @Nullable String timestamp, @Nullable String action) {
    return List.<@Nullable String[]>of(
        new @Nullable String[] {account, timestamp, action, null, null, null, null});
  }

  private static Decoded decoded(Table table, DecodeOptions options) throws IOException {
    Decoded decoded = new Decoded(new ArrayList<>(), new ArrayList<>());
    try (EventStream stream = new EventDecoder(options).open(table, decoded.rejected()::add)) {
      for (List<Event> batch = stream.next(); !batch.isEmpty(); batch = stream.next()) {
        decoded.events().addAll(batch);
      }
    }
    return decoded;
  }
}
