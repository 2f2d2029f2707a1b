package dev.ringwatch.app.parquet;

import dev.ringwatch.ingest.FieldSink;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * Writes points in time in ISO 8601, to the nanosecond where there is one, with a Z or without a
 * zone. Remembers the last day, which is mostly the next one's. Used by one thread.
 */
final class TimeText {

  private static final int DAY_SECONDS = 86_400;
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19;

  private final byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.US_ASCII);
  private final boolean zoned;
  private long day = Long.MIN_VALUE;
  private boolean usual;

  /** A writer with a Z behind every time, or without. */
  TimeText(boolean zoned) {
    this.zoned = zoned;
  }

  /** Writes a point in time; one outside of the years 0 to 9999 as milliseconds since 1970. */
  void write(long seconds, int nanos, FieldSink into) {
    long wanted = Math.floorDiv(seconds, DAY_SECONDS);
    if (wanted != day) {
      day = wanted;
      byte[] date = date(wanted);
      usual = date.length == DATE_LENGTH;
      System.arraycopy(date, 0, text, 0, usual ? DATE_LENGTH : 0);
    }
    if (!usual) {
      into.integer(
          seconds > Long.MAX_VALUE / 1_000
              ? Long.MAX_VALUE
              : seconds < Long.MIN_VALUE / 1_000 ? Long.MIN_VALUE : seconds * 1_000);
      return;
    }
    int second = Math.floorMod(seconds, DAY_SECONDS);
    digits(second / 3_600, 11, 2);
    digits(second / 60 % 60, 14, 2);
    digits(second % 60, 17, 2);
    text[SECONDS_LENGTH] = '.';
    int end = SECONDS_LENGTH;
    if (nanos != 0) {
      end = SECONDS_LENGTH + 1 + fraction(nanos);
    }
    if (zoned) {
      text[end++] = 'Z';
    }
    into.utf8(text, 0, end);
  }

  /** Writes three digits, or six, or nine; how many. */
  private int fraction(int nanos) {
    int from = SECONDS_LENGTH + 1;
    if (nanos % 1_000_000 == 0) {
      digits(nanos / 1_000_000, from, 3);
      return 3;
    }
    if (nanos % 1_000 == 0) {
      digits(nanos / 1_000, from, 6);
      return 6;
    }
    digits(nanos, from, 9);
    return 9;
  }

  /** The text of a day since 1970. */
  static byte[] date(long day) {
    boolean known = day >= LocalDate.MIN.toEpochDay() && day <= LocalDate.MAX.toEpochDay();
    return (known ? LocalDate.ofEpochDay(day).toString() : Long.toString(day) + " days after 1970")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private void digits(int value, int from, int count) {
    int rest = value;
    for (int at = from + count - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
