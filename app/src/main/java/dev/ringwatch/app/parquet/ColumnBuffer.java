package dev.ringwatch.app.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The values of one column until their row group is written. Used by one thread. */
final class ColumnBuffer {

  private byte[] bytes = new byte[1 << 12];
  private int length;
  private final BitSet present = new BitSet();
  private int values;

  void text(@Nullable String value) {
    if (value != null) {
      present.set(values);
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      little(Integer.BYTES).putInt(utf8.length);
      ensure(utf8.length);
      System.arraycopy(utf8, 0, bytes, length, utf8.length);
      length += utf8.length;
    }
    values++;
  }

  void micros(@Nullable Instant value) {
    if (value != null) {
      present.set(values);
      long seconds = Math.multiplyExact(value.getEpochSecond(), 1_000_000L);
      little(Long.BYTES).putLong(Math.addExact(seconds, value.getNano() / 1_000));
    }
    values++;
  }

  void truth(boolean value) {
    ensure(1);
    bytes[length++] = (byte) (value ? 1 : 0);
    values++;
  }

  void number(double value) {
    little(Double.BYTES).putDouble(value);
    values++;
  }

  void count(long value) {
    little(Long.BYTES).putLong(value);
    values++;
  }

  int length() {
    return length;
  }

  int values() {
    return values;
  }

  /** The values as a page holds them; which of them are present comes first, where some may not. */
  byte[] page(TypedColumn.Type type) {
    if (type == TypedColumn.Type.TRUTH) {
      return truths();
    }
    if (!type.mayBeAbsent()) {
      return Arrays.copyOf(bytes, length);
    }
    byte[] levels = levels();
    return ByteBuffer.allocate(Integer.BYTES + levels.length + length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(levels.length)
        .put(levels)
        .put(bytes, 0, length)
        .array();
  }

  /** A bit for each value, the first lowest. */
  private byte[] truths() {
    byte[] bits = new byte[(values + 7) / 8];
    for (int value = 0; value < values; value++) {
      bits[value / 8] |= (byte) (bytes[value] << value % 8);
    }
    return bits;
  }

  /** A bit for each value, eight in a byte, the first lowest: one run of Parquet's hybrid. */
  private byte[] levels() {
    int groups = (values + 7) / 8;
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    CompactWriter.varint(((long) groups << 1) | 1, run);
    run.writeBytes(Arrays.copyOf(present.toByteArray(), groups));
    return run.toByteArray();
  }

  void clear() {
    length = 0;
    values = 0;
    present.clear();
  }

  /** Room for a number of bytes, which count as written. */
  private ByteBuffer little(int count) {
    ensure(count);
    length += count;
    return ByteBuffer.wrap(bytes, length - count, count).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void ensure(int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
    }
  }
}
