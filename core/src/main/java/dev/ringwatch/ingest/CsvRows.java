package dev.ringwatch.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the rows of a CSV file. A broken record costs one line and not those after it: a record
 * that goes on over several lines and then does not fit the header is rejected by its first line,
 * and reading resumes with the second. Used by one thread.
 */
final class CsvRows implements RowSource {

  /** A record of more lines is taken for a quote that was never closed. */
  private static final int MAX_LINES = 100;

  private static final String UNCLOSED = "an opening quote is never closed";

  private final UsableLines lines;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final CsvSplitter splitter;
  private final int fields;
  private final Column[] columns;
  private final int[] positions;
  private final int[] attributePositions;
  private final String[] attributeNames;

  private final int maxFieldBytes;

  /** A shorter record without control characters cannot go beyond any limit. */
  private final int cleanBytes;

  /**
   * Reads the header.
   *
   * @throws UnreadableInputException if it lacks what every event needs
   */
  CsvRows(Content content, ColumnNames names, DecodeLimits limits, Consumer<Rejected> rejected)
      throws IOException {
    this.lines = new UsableLines(content, limits.maxLineBytes(), rejected);
    String first = firstLine();
    char separator = Header.separator(first);
    Header header = Header.of(fields(separator), names, "the first line");
    this.fields = header.fields();
    this.splitter = new CsvSplitter((byte) separator, fields);
    this.columns = header.positions().keySet().stream().sorted().toArray(Column[]::new);
    this.positions =
        header.positions().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .mapToInt(Map.Entry::getValue)
            .toArray();
    this.attributePositions =
        header.attributePositions().stream().mapToInt(Integer::intValue).toArray();
    this.attributeNames = header.attributeNames().toArray(String[]::new);
    this.maxFieldBytes = limits.maxFieldChars();
    this.cleanBytes = cleanBytes(limits, attributeNames);
  }

  @Override
  public boolean next(Row row) throws IOException {
    while (lines.next()) {
      if (splitRecord() && isValid()) {
        fill(row);
        return true;
      }
    }
    return false;
  }

  @Override
  public long line() {
    return lines.current().line();
  }

  @Override
  public String text() {
    return lines.current().text();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /** Splits the record that begins with this line; false if it was rejected. */
  private boolean splitRecord() throws IOException {
    LineReader record = lines.current();
    CsvSplitter.Result result = splitter.split(record.bytes(), record.from(), record.to());
    while (result == CsvSplitter.Result.OPEN && record.lines() < MAX_LINES) {
      int end = record.to() - record.from();
      if (!lines.extend()) {
        break;
      }
      if (hasQuote(record, record.from() + end)) {
        result = splitter.split(record.bytes(), record.from(), record.to());
      }
    }
    if (result == CsvSplitter.Result.COMPLETE && splitter.count() == fields) {
      return isPlausible() || rejectWhole(record);
    }
    if (record.lines() > 1 || result != CsvSplitter.Result.COMPLETE) {
      lines.rejectFirst(
          result == CsvSplitter.Result.MALFORMED && record.lines() == 1
              ? "something other than a separator follows a closing quote"
              : UNCLOSED);
    } else {
      lines.reject("has " + splitter.count() + " fields, the header has " + fields);
    }
    return false;
  }

  /**
   * Rejects a record of several lines as one. Its lines are never read as records of their own:
   * whoever may choose a quoted value could write other accounts' events into it.
   */
  private boolean rejectWhole(LineReader record) {
    lines.reject("one quoted value spans " + record.lines() + " lines, which no column here may");
    return false;
  }

  /**
   * Whether a record of several lines has its line ends where they may be: none in our columns but
   * the user agent, and no field beyond its limit.
   */
  private boolean isPlausible() {
    if (lines.current().lines() == 1) {
      return true;
    }
    for (int index = 0; index < columns.length; index++) {
      int field = positions[index];
      int end = splitter.end(field);
      if (columns[index] != Column.USER_AGENT
          && LineReader.indexOfLineFeed(splitter.bytes(), splitter.start(field), end) >= 0) {
        return false;
      }
    }
    for (int field : attributePositions) {
      if (splitter.end(field) - splitter.start(field) > maxFieldBytes) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are text; they are looked at only if some are not ASCII. */
  private boolean isValid() {
    if (!splitter.hasWide()) {
      return true;
    }
    LineReader record = lines.current();
    try {
      utf8.decode(ByteBuffer.wrap(record.bytes(), record.from(), record.to() - record.from()));
      return true;
    } catch (CharacterCodingException e) {
      lines.reject("is not UTF-8 text; save the file as UTF-8");
      return false;
    }
  }

  private void fill(Row row) {
    row.reset(splitter.bytes());
    for (int index = 0; index < columns.length; index++) {
      int position = positions[index];
      row.set(columns[index], splitter.start(position), splitter.end(position));
    }
    for (int index = 0; index < attributeNames.length; index++) {
      int position = attributePositions[index];
      row.addAttribute(attributeNames[index], splitter.start(position), splitter.end(position));
    }
    LineReader record = lines.current();
    boolean small = record.to() - record.from() <= cleanBytes;
    row.markClean(small && !splitter.hasControls());
  }

  private String firstLine() throws IOException {
    if (!lines.next()) {
      throw new UnreadableInputException("holds no header line, only blank or over-long lines");
    }
    return TextPool.text(lines.current().bytes(), lines.current().from(), lines.current().to());
  }

  /** The names in the first line. */
  private List<String> fields(char separator) {
    LineReader first = lines.current();
    CsvSplitter names = new CsvSplitter((byte) separator, first.to() - first.from() + 1);
    if (names.split(first.bytes(), first.from(), first.to()) != CsvSplitter.Result.COMPLETE) {
      throw new UnreadableInputException(
          "the quotes in the first line, which must name the columns, do not match");
    }
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < names.count(); field++) {
      fields.add(TextPool.text(names.bytes(), names.start(field), names.end(field)));
    }
    return fields;
  }

  private static int cleanBytes(DecodeLimits limits, String[] attributeNames) {
    int nameChars = Arrays.stream(attributeNames).mapToInt(String::length).sum();
    return attributeNames.length > limits.maxAttributes()
        ? 0
        : Math.min(limits.maxFieldChars(), limits.maxAttributeChars() - nameChars);
  }

  private static boolean hasQuote(LineReader record, int from) {
    for (int at = from; at < record.to(); at++) {
      if (record.bytes()[at] == '"') {
        return true;
      }
    }
    return false;
  }
}
