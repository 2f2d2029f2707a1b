package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSplitterTest {

  private static final String ALPHABET = "ab\",\"\",é \n\"x";

  @Test
  void splitsPlainFieldsWithoutCopyingThem() {
    byte[] record = "a,,c c,".getBytes(StandardCharsets.UTF_8);
    CsvSplitter splitter = new CsvSplitter((byte) ',', 9);
    assertThat(splitter.split(record, 0, record.length)).isEqualTo(CsvSplitter.Result.COMPLETE);
    assertThat(fields(splitter)).containsExactly("a", "", "c c", "");
    assertThat(splitter.bytes()).isSameAs(record);
  }

  @Test
  void undoublesQuotesWithoutChangingTheInput() {
    byte[] record = "\"a\"\"b\",\"c,\"\"\",\"\"\"\"".getBytes(StandardCharsets.UTF_8);
    byte[] before = record.clone();
    CsvSplitter splitter = new CsvSplitter((byte) ',', 9);
    splitter.split(record, 0, record.length);
    assertThat(fields(splitter)).containsExactly("a\"b", "c,\"", "\"");
    assertThat(record).isEqualTo(before);
  }

  @Test
  void takesAQuoteInsideAnUnquotedFieldAsItIs() {
    byte[] record = "5\" pipe,b".getBytes(StandardCharsets.UTF_8);
    CsvSplitter splitter = new CsvSplitter((byte) ',', 9);
    splitter.split(record, 0, record.length);
    assertThat(fields(splitter)).containsExactly("5\" pipe", "b");
  }

  @Test
  void countsFieldsBeyondThoseItKeeps() {
    byte[] record = "a,b,\"c\",d".getBytes(StandardCharsets.UTF_8);
    CsvSplitter splitter = new CsvSplitter((byte) ',', 2);
    splitter.split(record, 0, record.length);
    assertThat(splitter.count()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithFastCsvOnRandomRecords(long seed) {
    Random random = new Random(seed);
    CsvSplitter splitter = new CsvSplitter((byte) ',', 64);
    for (int round = 0; round < 20_000; round++) {
      String text = randomRecord(random);
      byte[] record = ("junk" + text).getBytes(StandardCharsets.UTF_8);
      CsvSplitter.Result result = splitter.split(record, 4, record.length);
      List<CsvRecord> expected = fastCsv(text);
      boolean valid = expected.size() == 1;
      assertThat(result == CsvSplitter.Result.COMPLETE)
          .as("seed %s: %s", seed, text)
          .isEqualTo(valid);
      if (valid) {
        assertThat(fields(splitter))
            .as("seed %s: %s", seed, text)
            .isEqualTo(expected.getFirst().getFields());
      }
    }
  }

  /** A record without a line end outside quotes, as such ones never reach the splitter. */
  private static String randomRecord(Random random) {
    StringBuilder text = new StringBuilder("r");
    int length = random.nextInt(14);
    for (int i = 0; i < length; i++) {
      if (random.nextInt(4) == 0) {
        text.append(",\"")
            .append(random.nextBoolean() ? "x\ny" : "")
            .append("\"\"".repeat(random.nextInt(3)));
        text.append(random.nextInt(6) == 0 ? "" : "\"");
      } else {
        char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        text.append(c == '\n' ? '_' : c);
      }
    }
    return text.toString();
  }

  /** One record, or none if FastCSV finds fault with it or takes it for several. */
  private static List<CsvRecord> fastCsv(String text) {
    try {
      return CsvReader.builder().allowUnclosedQuote(false).ofCsvRecord(text).stream().toList();

    } catch (CsvParseException e) {
      return List.of();
    }
  }

  private static List<String> fields(CsvSplitter splitter) {
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < splitter.count(); field++) {
      fields.add(TextPool.text(splitter.bytes(), splitter.start(field), splitter.end(field)));
    }
    return fields;
  }
}
