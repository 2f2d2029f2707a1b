package dev.ringwatch.app.parquet;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a Parquet file: row groups of plain values compressed with gzip, one page a column, which
 * is the part of the format that every reader knows and that needs no native code. Equal rows give
 * equal bytes. Memory: one row group, at most 32 MB or so. Used by one thread.
 */
public final class ParquetWriter implements Closeable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUP_ROWS = 1 << 16;
  private static final int GROUP_BYTES = 32 << 20;

  // Numbers that the format gives to what we use of it.
  private static final int BOOLEAN = 0;
  private static final int INT64 = 2;
  private static final int DOUBLE = 5;
  private static final int BYTE_ARRAY = 6;
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;
  private static final int OLD_JSON = 19;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int GZIP = 2;
  private static final int DATA_PAGE = 0;

  private final OutputStream out;
  private final List<TypedColumn> columns;
  private final List<ColumnBuffer> buffers;
  private final String writtenBy;
  private final List<Group> groups = new ArrayList<>();
  private long position;
  private int next;

  /**
   * Begins a file; the stream is closed with it.
   *
   * @param writtenBy the program and its version, for the file's metadata
   */
  public ParquetWriter(OutputStream out, List<TypedColumn> columns, String writtenBy)
      throws IOException {
    this.out = out;
    this.columns = List.copyOf(columns);
    this.writtenBy = writtenBy;
    this.buffers = Stream.generate(ColumnBuffer::new).limit(columns.size()).toList();
    write(MAGIC);
  }

  /**
   * A row group that was written.
   *
   * @param rows how many rows
   * @param chunks its columns
   */
  private record Group(int rows, List<Chunk> chunks) {

    long bytes() {
      return chunks.stream().mapToLong(Chunk::uncompressedBytes).sum();
    }
  }

  /**
   * A column of a row group, with the head of its page.
   *
   * @param start where it lies
   * @param compressedBytes what it takes in the file
   * @param uncompressedBytes what it takes when decompressed
   */
  private record Chunk(long start, long compressedBytes, long uncompressedBytes) {}

  /** Gives the row's next value, of a column of text; null for none. */
  public void text(@Nullable String value) {
    buffer(TypedColumn.Type.TEXT).text(value);
  }

  /** Gives the row's next value, of a column of numbers. */
  public void number(double value) {
    buffer(TypedColumn.Type.NUMBER).number(value);
  }

  /** Gives the row's next value, of a column of counts. */
  public void count(long value) {
    buffer(TypedColumn.Type.COUNT).count(value);
  }

  /** Gives the row's next value, of a column of JSON; null for none. */
  public void json(@Nullable String value) {
    buffer(TypedColumn.Type.JSON).text(value);
  }

  /** Gives the row's next value, of a column of times, to the microsecond; null for none. */
  public void time(@Nullable Instant value) {
    buffer(TypedColumn.Type.TIME).micros(value);
  }

  /** Gives the row's next value, of a column of truths. */
  public void truth(boolean value) {
    buffer(TypedColumn.Type.TRUTH).truth(value);
  }

  private ColumnBuffer buffer(TypedColumn.Type type) {
    if (next == columns.size() || columns.get(next).type() != type) {
      throw new IllegalArgumentException(
          "a row has the columns " + columns + "; value " + next + " is not " + type);
    }
    return buffers.get(next++);
  }

  /** Ends a row, which must have a value for every column. */
  public void endRow() throws IOException {
    if (next != columns.size()) {
      throw new IllegalArgumentException(
          "a row has the columns " + columns + ", not " + next + " values");
    }
    next = 0;
    if (buffers.getFirst().values() == GROUP_ROWS
        || buffers.stream().mapToLong(ColumnBuffer::length).sum() > GROUP_BYTES) {
      writeGroup();
    }
  }

  private void writeGroup() throws IOException {
    int rows = buffers.getFirst().values();
    List<Chunk> chunks = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      byte[] page = buffers.get(column).page(columns.get(column).type());
      byte[] compressed = compress(page);
      byte[] head = pageHead(page.length, compressed.length, rows);
      chunks.add(
          new Chunk(position, head.length + compressed.length, head.length + (long) page.length));
      write(head);
      write(compressed);
      buffers.get(column).clear();
    }
    groups.add(new Group(rows, List.copyOf(chunks)));
  }

  private static byte[] pageHead(int uncompressed, int compressed, int values) {
    CompactWriter head = new CompactWriter();
    int outer = head.begin();
    head.i32(1, DATA_PAGE).i32(2, uncompressed).i32(3, compressed);
    int data = head.begin(5);
    head.i32(1, values).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
    head.end(data);
    head.end(outer);
    return head.toBytes();
  }

  private static byte[] compress(byte[] page) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.length / 3 + 64);
    try (OutputStream gzip = new FastGzip(compressed)) {
      gzip.write(page);
    }
    return compressed.toByteArray();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (buffers.getFirst().values() > 0) {
        writeGroup();
      }
      byte[] footer = footer();
      write(footer);
      write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(footer.length)
              .array());
      write(MAGIC);
    }
  }

  private byte[] footer() {
    CompactWriter footer = new CompactWriter();
    int outer = footer.begin();
    footer.i32(1, 1).structs(2, columns.size() + 1);
    int root = footer.begin();
    footer.text(4, "schema").i32(5, columns.size());
    footer.end(root);
    columns.forEach(column -> describe(column, footer));
    footer.i64(3, groups.stream().mapToLong(Group::rows).sum()).structs(4, groups.size());
    groups.forEach(group -> describe(group, footer));
    footer.text(6, writtenBy);
    footer.end(outer);
    return footer.toBytes();
  }

  private static void describe(TypedColumn column, CompactWriter footer) {
    int element = footer.begin();
    footer.i32(1, physical(column.type()));
    footer.i32(3, column.type().mayBeAbsent() ? OPTIONAL : REQUIRED).text(4, column.name());
    switch (column.type()) {
      case TEXT -> meaning(UTF8, 1, footer);
      case JSON -> meaning(OLD_JSON, 12, footer);
      case TIME -> microseconds(footer);
      case NUMBER, COUNT, TRUTH -> {}
    }
    footer.end(element);
  }

  /** What bytes mean: the format's old number of it, and the new one. */
  private static void meaning(int old, int logicalType, CompactWriter footer) {
    footer.i32(6, old);
    int logical = footer.begin(10);
    footer.end(footer.begin(logicalType));
    footer.end(logical);
  }

  /** Microseconds since 1970 in UTC. */
  private static void microseconds(CompactWriter footer) {
    footer.i32(6, TIMESTAMP_MICROS);
    int logical = footer.begin(10);
    int timestamp = footer.begin(8);
    int unit = footer.isTrue(1).begin(2);
    footer.end(footer.begin(2));
    footer.end(unit);
    footer.end(timestamp);
    footer.end(logical);
  }

  private void describe(Group group, CompactWriter footer) {
    int outer = footer.begin();
    footer.structs(1, columns.size());
    for (int column = 0; column < columns.size(); column++) {
      describe(columns.get(column), group.chunks().get(column), group.rows(), footer);
    }
    footer.i64(2, group.bytes()).i64(3, group.rows());
    footer.end(outer);
  }

  private static void describe(TypedColumn column, Chunk chunk, int rows, CompactWriter footer) {
    int outer = footer.begin();
    footer.i64(2, chunk.start());
    int data = footer.begin(3);
    footer.i32(1, physical(column.type())).i32s(2, PLAIN, RLE);
    footer.texts(3, 1).element(column.name());
    footer.i32(4, GZIP).i64(5, rows);
    footer.i64(6, chunk.uncompressedBytes()).i64(7, chunk.compressedBytes());
    footer.i64(9, chunk.start());
    footer.end(data);
    footer.end(outer);
  }

  private static int physical(TypedColumn.Type type) {
    return switch (type) {
      case TEXT, JSON -> BYTE_ARRAY;
      case NUMBER -> DOUBLE;
      case COUNT, TIME -> INT64;
      case TRUTH -> BOOLEAN;
    };
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /** Level 1: half as large again as level 6, in a third of the time. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
