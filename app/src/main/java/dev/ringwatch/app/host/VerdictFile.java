package dev.ringwatch.app.host;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.verdict.AbuseTypes;
import dev.ringwatch.app.verdict.VerdictBody;
import dev.ringwatch.app.verdict.VerdictDraft;
import dev.ringwatch.postgres.verdict.NewVerdict;
import dev.ringwatch.postgres.verdict.NewVerdict.Members;
import dev.ringwatch.postgres.verdict.VerdictOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Verdicts of a file: CSV with a header, or a JSON object a line. Names of columns are those of
 * {@code POST /v1/verdicts}, or {@code account_id}, {@code user_id} and {@code ring_id}.
 */
final class VerdictFile {

  private static final Map<String, String> OTHER_NAMES =
      Map.of("account_id", "account", "user_id", "account", "ring_id", "ring", "label", "verdict");

  private final AbuseTypes types;
  private final List<NewVerdict> verdicts = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();

  private VerdictFile(AbuseTypes types) {
    this.types = types;
  }

  /**
   * Reads a file whole; what cannot be stands in {@link #faults}.
   *
   * @throws CommandFailure if it is neither CSV nor JSON
   */
  static VerdictFile read(Path file, AbuseTypes types) throws IOException {
    VerdictFile read = new VerdictFile(types);
    if (isJson(file)) {
      read.readJson(file);
    } else {
      read.readCsv(file);
    }
    return read;
  }

  private static boolean isJson(Path file) throws IOException {
    try (var text = Files.newBufferedReader(file)) {
      int first = text.read();
      while (first >= 0 && (Character.isWhitespace(first) || first == '\uFEFF')) {
        first = text.read();
      }
      return first == '{';
    }
  }

  /** The verdicts that can be, in the order of their lines. */
  List<NewVerdict> verdicts() {
    return verdicts;
  }

  /** A sentence for each line that cannot be. */
  List<String> faults() {
    return faults;
  }

  /** What is said of one of the verdicts. */
  String fault(int index, String sentence) {
    return fault((long) lines.get(index), sentence);
  }

  private static String fault(long line, String sentence) {
    return "line " + line + ": " + sentence;
  }

  private void readCsv(Path file) throws IOException {
    // How many fields a line has is said of each line that is wrong, not of the first alone.
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      List<String> header = null;
      for (CsvRecord row : csv) {
        if (header == null) {
          header = header(file, row.getFields());
        } else {
          add(row, header);
        }
      }
      if (header == null) {
        throw new CommandFailure(file + " is empty; it needs account_id and verdict");
      }
    } catch (CsvParseException e) {
      throw new CommandFailure(file + " cannot be read as CSV: " + e.getMessage());
    }
  }

  private static List<String> header(Path file, List<String> fields) {
    List<String> names = fields.stream().map(VerdictFile::name).toList();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!VerdictDraft.FIELDS.contains(name)) {
        throw new CommandFailure(
            file + " has the column " + Shown.line(name) + ", which no verdict has");
      }
      int first = names.indexOf(name);
      if (first < i) {
        throw new CommandFailure(
            file + ": " + VerdictBody.sameTwice(fields.get(first).strip(), fields.get(i).strip()));
      }
    }
    boolean about = names.contains("account") || names.contains("ring");
    if (!about || !names.contains("verdict")) {
      throw new CommandFailure(
          file
              + " needs the columns account_id and verdict, but has "
              + Shown.line(String.join(", ", fields)));
    }
    return names;
  }

  private static String name(String column) {
    String bare = column.startsWith("\uFEFF") ? column.substring(1) : column;
    String plain = bare.strip().toLowerCase(Locale.ROOT);
    return OTHER_NAMES.getOrDefault(plain, plain);
  }

  private void add(CsvRecord row, List<String> header) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != header.size()) {
      faults.add(
          fault(line, "it has " + row.getFieldCount() + " fields, the header " + header.size()));
      return;
    }
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      fields.put(header.get(i), row.getField(i));
    }
    add(line, () -> new VerdictDraft(fields, Members.NONE));
  }

  private void readJson(Path file) throws IOException {
    List<String> all = Files.readAllLines(file);
    for (int i = 0; i < all.size(); i++) {
      String text = all.get(i);
      if (!text.isBlank()) {
        add(i + 1, () -> VerdictBody.line(text, VerdictFile::name));
      }
    }
  }

  /** Something that a line says. */
  private interface Said {
    VerdictDraft draft();
  }

  private void add(long line, Said said) {
    try {
      NewVerdict verdict = said.draft().made(types, VerdictOrigin.IMPORT);
      String what = verdict.subject() + " " + verdict.source().decidedAt();
      Long before = seen.putIfAbsent(what, line);
      if (before != null) {
        throw new IllegalArgumentException(
            verdict.subject() + " is in line " + before + " too, and nothing says which is later");
      }
      verdicts.add(verdict);
      lines.add(line);
    } catch (IllegalArgumentException e) {
      faults.add(fault(line, String.valueOf(e.getMessage())));
    }
  }
}
