package dev.ringwatch.app.parquet;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.LogicalType.TimeUnit;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import dev.ringwatch.ingest.FieldSink;
import dev.ringwatch.ingest.UnreadableInputException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.function.DoubleFunction;

/** The values of one column, batch by batch, as text. Used by one thread. */
abstract class ColumnText {

  /** No number in a log has more digits behind the point; a hostile one would be all zeros. */
  static final int MAX_SCALE = 100;

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final double MAX_EXACT = 1L << 53;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private Validity validity = Validity.NO_NULLS;

  /** Takes the reader's current batch. */
  final void load(ColumnReader reader) {
    validity = reader.getLeafValidity();
    take(reader);
  }

  /** Gives a value of the batch; false if there is none. */
  final boolean read(int row, FieldSink into) {
    if (validity.isNull(row)) {
      return false;
    }
    write(row, into);
    return true;
  }

  abstract void take(ColumnReader reader);

  abstract void write(int row, FieldSink into);

  /**
   * What a column needs.
   *
   * @throws UnreadableInputException if its type makes no sense
   */
  static ColumnText of(ColumnSchema column) {
    LogicalType logical = column.logicalType();
    return switch (column.type()) {
      case BOOLEAN -> new Truths();
      case INT32 -> new Ints(longText(column, logical, true));
      case INT64 -> new Longs(longText(column, logical, false));
      case FLOAT -> new Floats();
      case DOUBLE -> new Doubles();
      case INT96 -> new BinaryText(BinaryText.Kind.INT96, 0);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> BinaryText.of(column, logical);
    };
  }

  /** How a whole number is to be read. */
  @FunctionalInterface
  interface LongText {
    void write(long value, FieldSink into);
  }

  private static LongText longText(ColumnSchema column, LogicalType logical, boolean small) {
    return switch (logical) {
      case LogicalType.TimestampType type -> timestamps(type);
      case LogicalType.DateType day -> (value, into) -> ascii(TimeText.date(value), into);
      case LogicalType.TimeType type -> times(type.unit());
      case LogicalType.DecimalType type -> decimals(checkedScale(column, type));
      case LogicalType.IntType type when !type.isSigned() ->
          small
              ? (value, into) -> into.integer(value & 0xFFFF_FFFFL)
              : (value, into) -> ascii(Long.toUnsignedString(value), into);
      case null, default -> (value, into) -> into.integer(value);
    };
  }

  static int checkedScale(ColumnSchema column, LogicalType.DecimalType type) {
    if (type.scale() > MAX_SCALE) {
      throw new UnreadableInputException(
          "column "
              + column.name()
              + " has "
              + type.scale()
              + " digits behind the point, at most "
              + MAX_SCALE
              + " can be read");
    }
    return type.scale();
  }

  private static LongText decimals(int scale) {
    return scale == 0
        ? (value, into) -> into.integer(value)
        : (value, into) -> ascii(BigDecimal.valueOf(value, scale).toPlainString(), into);
  }

  private static LongText timestamps(LogicalType.TimestampType type) {
    TimeText text = new TimeText(type.isAdjustedToUTC());
    long perSecond = perSecond(type.unit());
    int nanosEach = (int) (1_000_000_000 / perSecond);
    return (value, into) -> {
      long seconds = Math.floorDiv(value, perSecond);
      text.write(seconds, (int) (value - seconds * perSecond) * nanosEach, into);
    };
  }

  private static LongText times(TimeUnit unit) {
    long nanosEach = 1_000_000_000 / perSecond(unit);
    return (value, into) -> {
      if (value >= 0 && value < DAY_NANOS / nanosEach) {
        ascii(LocalTime.ofNanoOfDay(value * nanosEach).toString(), into);
      } else {
        into.integer(value);
      }
    };
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000;
      case MICROS -> 1_000_000;
      case NANOS -> 1_000_000_000;
    };
  }

  /** A whole number without a point: tables that know no missing integers keep ids as doubles. */
  private static void real(double value, DoubleFunction<String> shortest, FieldSink into) {
    if (value == Math.rint(value) && Math.abs(value) <= MAX_EXACT) {
      into.integer((long) value);
    } else {
      ascii(shortest.apply(value), into);
    }
  }

  static void ascii(String text, FieldSink into) {
    ascii(text.getBytes(StandardCharsets.US_ASCII), into);
  }

  static void ascii(byte[] text, FieldSink into) {
    into.utf8(text, 0, text.length);
  }

  private static final class Truths extends ColumnText {

    private boolean[] values = {};

    @Override
    void take(ColumnReader reader) {
      values = reader.getBooleans();
    }

    @Override
    void write(int row, FieldSink into) {
      ascii(values[row] ? TRUE : FALSE, into);
    }
  }

  private static final class Ints extends ColumnText {

    private final LongText text;
    private int[] values = {};

    Ints(LongText text) {
      this.text = text;
    }

    @Override
    void take(ColumnReader reader) {
      values = reader.getInts();
    }

    @Override
    void write(int row, FieldSink into) {
      text.write(values[row], into);
    }
  }

  private static final class Longs extends ColumnText {

    private final LongText text;
    private long[] values = {};

    Longs(LongText text) {
      this.text = text;
    }

    @Override
    void take(ColumnReader reader) {
      values = reader.getLongs();
    }

    @Override
    void write(int row, FieldSink into) {
      text.write(values[row], into);
    }
  }

  private static final class Floats extends ColumnText {

    private float[] values = {};

    @Override
    void take(ColumnReader reader) {
      values = reader.getFloats();
    }

    @Override
    void write(int row, FieldSink into) {
      real(values[row], value -> Float.toString((float) value), into);
    }
  }

  private static final class Doubles extends ColumnText {

    private double[] values = {};

    @Override
    void take(ColumnReader reader) {
      values = reader.getDoubles();
    }

    @Override
    void write(int row, FieldSink into) {
      real(values[row], Double::toString, into);
    }
  }
}
