package dev.ringwatch.app.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.schema.ColumnSchema;
import dev.ringwatch.ingest.FieldSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/** The values of a column of bytes. Used by one thread. */
final class BinaryText extends ColumnText {

  /** The Julian day of 1970-01-01. */
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  private static final long DAY_SECONDS = 86_400;
  private static final long SECOND_NANOS = 1_000_000_000;

  /** No more bytes of something that is not text are shown; as hex, they are a rejected value. */
  private static final int MAX_HEX_BYTES = 4_096;

  /** What the bytes are. */
  enum Kind {
    /** Text, and nothing else. */
    TEXT,
    /** Nobody says what: text where they are, hex otherwise. */
    UNKNOWN,
    UUID,
    DECIMAL,
    FLOAT16,
    /** Nanoseconds of a day and the day, without a zone. */
    INT96,
    HEX
  }

  private final Kind kind;
  private final int scale;
  private final TimeText time = new TimeText(false);
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private byte[] bytes = {};
  private int[] offsets = {};

  BinaryText(Kind kind, int scale) {
    this.kind = kind;
    this.scale = scale;
  }

  static BinaryText of(ColumnSchema column, LogicalType logical) {
    boolean fixed = column.type() == PhysicalType.FIXED_LEN_BYTE_ARRAY;
    int length = fixed && column.typeLength() != null ? column.typeLength() : 0;
    return switch (logical) {
      case LogicalType.StringType text -> new BinaryText(Kind.TEXT, 0);
      case LogicalType.EnumType text -> new BinaryText(Kind.TEXT, 0);
      case LogicalType.JsonType text -> new BinaryText(Kind.TEXT, 0);
      case LogicalType.UuidType id when length == 16 -> new BinaryText(Kind.UUID, 0);
      case LogicalType.Float16Type real when length == 2 -> new BinaryText(Kind.FLOAT16, 0);
      case LogicalType.DecimalType type -> new BinaryText(Kind.DECIMAL, checkedScale(column, type));
      case null -> new BinaryText(Kind.UNKNOWN, 0);
      default -> new BinaryText(Kind.HEX, 0);
    };
  }

  @Override
  void take(ColumnReader reader) {
    bytes = reader.getBinaryValues();
    offsets = reader.getBinaryOffsets();
  }

  @Override
  void write(int row, FieldSink into) {
    int from = offsets[row];
    int to = offsets[row + 1];
    switch (kind) {
      case TEXT -> into.utf8(bytes, from, to);
      case UNKNOWN -> writeUnknown(from, to, into);
      case UUID -> ascii(new UUID(bits(from), bits(from + Long.BYTES)).toString(), into);
      case DECIMAL -> writeDecimal(from, to, into);
      case FLOAT16 ->
          ascii(Float.toString(Float.float16ToFloat(little(from, to).getShort())), into);
      case INT96 -> writeInt96(from, to, into);
      case HEX -> writeHex(from, to, into);
    }
  }

  private long bits(int from) {
    return ByteBuffer.wrap(bytes).getLong(from);
  }

  private ByteBuffer little(int from, int to) {
    return ByteBuffer.wrap(bytes, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void writeUnknown(int from, int to, FieldSink into) {
    boolean text = true;
    for (int at = from; text && at < to; at++) {
      text = bytes[at] >= ' ';
    }
    if (text || isText(from, to)) {
      into.utf8(bytes, from, to);
    } else {
      writeHex(from, to, into);
    }
  }

  private boolean isText(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == 0) {
        return false;
      }
    }
    try {
      utf8.decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private void writeDecimal(int from, int to, FieldSink into) {
    if (to - from > 0 && to - from <= MAX_HEX_BYTES / 16) {
      BigInteger unscaled = new BigInteger(bytes, from, to - from);
      ascii(new BigDecimal(unscaled, scale).toPlainString(), into);
    } else {
      writeHex(from, to, into);
    }
  }

  private void writeInt96(int from, int to, FieldSink into) {
    ByteBuffer value = little(from, to);
    long nanos = value.getLong();
    long days = Integer.toUnsignedLong(value.getInt()) - EPOCH_JULIAN_DAY;
    time.write(
        days * DAY_SECONDS + Math.floorDiv(nanos, SECOND_NANOS),
        (int) Math.floorMod(nanos, SECOND_NANOS),
        into);
  }

  private void writeHex(int from, int to, FieldSink into) {
    ascii(HexFormat.of().formatHex(bytes, from, Math.min(to, from + MAX_HEX_BYTES)), into);
  }
}
