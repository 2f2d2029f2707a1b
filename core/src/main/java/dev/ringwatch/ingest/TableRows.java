package dev.ringwatch.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads the rows of a {@link Table}; a row's line is its number, from 1. Used by one thread. */
final class TableRows implements RowSource {

  private static final int ABSENT = -1;

  private final TableCursor cursor;
  private final Consumer<Rejected> rejected;
  private final int maxRowBytes;

  /** A shorter row without control characters cannot go beyond any limit. */
  private final int cleanBytes;

  private final List<List<Column>> columns = new ArrayList<>();
  private final String[] attributeNames;
  private final int[] starts;
  private final int[] ends;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final Utf8Buffer buffer = new Utf8Buffer();
  private final Limited sink = new Limited();
  private final TableAttributes attributes;
  private long line;

  private TableRows(
      Table table, Header header, int[] positions, DecodeLimits limits, Consumer<Rejected> rejected)
      throws IOException {
    this.rejected = rejected;
    this.maxRowBytes = limits.maxLineBytes();
    this.attributes = new TableAttributes(limits);
    this.starts = new int[positions.length];
    this.ends = new int[positions.length];
    this.attributeNames = new String[positions.length];
    for (int place = 0; place < positions.length; place++) {
      columns.add(columnsAt(header, positions[place]));
      int attribute = header.attributePositions().indexOf(positions[place]);
      attributeNames[place] = attribute < 0 ? "" : header.attributeNames().get(attribute);
    }
    this.cleanBytes = cleanBytes(header.attributeNames(), limits);
    this.cursor = table.open(positions);
  }

  /**
   * All columns of a table.
   *
   * @throws UnreadableInputException if it lacks what every event needs
   */
  static TableRows of(
      Table table, ColumnNames names, DecodeLimits limits, Consumer<Rejected> rejected)
      throws IOException {
    Header header = header(table, names);
    int[] all = IntStream.range(0, header.fields()).toArray();
    return new TableRows(table, header, all, limits, rejected);
  }

  /** The rows with nothing in them but their timestamps; the other columns are not read. */
  static TableRows ofTimestamps(Table table, ColumnNames names, DecodeLimits limits)
      throws IOException {
    Header header = header(table, names);
    int[] timestamp = {header.positions().getOrDefault(Column.TIMESTAMP, 0)};
    return new TableRows(table, header, timestamp, limits, nobody -> {});
  }

  private static Header header(Table table, ColumnNames names) {
    return Header.of(table.columns(), names, "the schema");
  }

  private static List<Column> columnsAt(Header header, int position) {
    return header.positions().entrySet().stream()
        .filter(entry -> entry.getValue() == position)
        .map(entry -> entry.getKey())
        .toList();
  }

  private static int cleanBytes(List<String> attributeNames, DecodeLimits limits) {
    int chars = attributeNames.stream().mapToInt(String::length).sum();
    int longest = attributeNames.stream().mapToInt(String::length).max().orElse(0);
    return attributeNames.size() > limits.maxAttributes() || longest > limits.maxFieldChars()
        ? 0
        : Math.min(limits.maxFieldChars(), limits.maxAttributeChars() - chars);
  }

  @Override
  public boolean next(Row row) throws IOException {
    while (cursor.next()) {
      line++;
      read();
      if (sink.overflown) {
        reject("the row is longer than " + maxRowBytes + " bytes");
      } else if (!buffer.isPlain() && !isText()) {
        reject("is not UTF-8 text");
      } else {
        fill(row);
        return true;
      }
    }
    return false;
  }

  private void read() {
    buffer.clear();
    sink.overflown = false;
    for (int place = 0; place < starts.length; place++) {
      int start = buffer.length();
      starts[place] = cursor.read(place, sink) ? start : ABSENT;
      ends[place] = buffer.length();
    }
  }

  private void fill(Row row) {
    row.reset(buffer.bytes());
    boolean plain = buffer.isPlain() && buffer.length() <= cleanBytes;
    for (int place = 0; place < starts.length; place++) {
      if (starts[place] == ABSENT) {
        continue;
      }
      for (Column column : columns.get(place)) {
        row.set(column, starts[place], ends[place]);
      }
      if (isUnfolded(place, row)) {
        plain = false;
      } else if (columns.get(place).isEmpty()) {
        row.addAttribute(attributeNames[place], starts[place], ends[place]);
      }
    }
    row.markClean(plain);
  }

  /** Whether a value was an object of attributes, each of which is the row's now. */
  private boolean isUnfolded(int place, Row row) {
    return attributeNames[place].equals(TableAttributes.COLUMN)
        && ends[place] > starts[place]
        && buffer.bytes()[starts[place]] == '{'
        && attributes.unfold(buffer, starts[place], ends[place], row);
  }

  /** Whether every value is text by itself. */
  private boolean isText() {
    for (int place = 0; place < starts.length; place++) {
      int start = Math.max(starts[place], 0);
      int length = starts[place] == ABSENT ? 0 : ends[place] - start;
      try {
        utf8.decode(ByteBuffer.wrap(buffer.bytes(), start, length));
      } catch (CharacterCodingException e) {
        return false;
      }
    }
    return true;
  }

  private void reject(String reason) {
    rejected.accept(new Rejected(line, reason, text()));
  }

  @Override
  public long line() {
    return line;
  }

  /** The values with commas between them. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < starts.length && text.length() <= Rejected.MAX_TEXT; place++) {
      text.append(place == 0 ? "" : ",");
      if (starts[place] != ABSENT) {
        int shown = Math.min(ends[place], starts[place] + 4 * Rejected.MAX_TEXT);
        text.append(TextPool.text(buffer.bytes(), starts[place], shown));
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }

  /** Takes no more than a row may hold. */
  private final class Limited implements FieldSink {

    private boolean overflown;

    @Override
    public void utf8(byte[] text, int from, int to) {
      overflown |= to - from > maxRowBytes - buffer.length();
      if (!overflown) {
        buffer.utf8(text, from, to);
      }
    }

    @Override
    public void integer(long value) {
      buffer.integer(value);
    }
  }
}
