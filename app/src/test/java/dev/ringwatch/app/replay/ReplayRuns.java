package dev.ringwatch.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ringwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands as a person does, and reads what they wrote. */
final class ReplayRuns {

  private ReplayRuns() {}

  /** What a command said. */
  record Said(int exit, String out, String err) {}

  static Said run(Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(words).map(Object::toString).toArray(String[]::new);
    int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Said(exit, out.toString(), err.toString());
  }

  /** The same where it must succeed. */
  static String done(Object... words) {
    Said said = run(words);
    assertThat(said.exit()).as(said.err()).isZero();
    return said.out();
  }

  static List<Map<String, String>> table(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : csv) {
        rows.add(row.getFieldsAsMap());
      }
    }
    return rows;
  }

  /** The rows of a table by one of its columns. */
  static Map<String, Map<String, String>> table(Path file, String key) throws IOException {
    Map<String, Map<String, String>> byKey = new TreeMap<>();
    for (Map<String, String> row : table(file)) {
      byKey.put(row.get(key), row);
    }
    return byKey;
  }

  static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }

  static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.getOrDefault(column, ""));
  }
}
