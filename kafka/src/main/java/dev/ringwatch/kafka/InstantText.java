package dev.ringwatch.kafka;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads what {@link Instant#toString} writes. The general parser takes longer for it than all else
 * of an event does, so the usual shape, such as {@code 2026-01-05T10:30:00.123456Z}, is read by its
 * places, and whatever looks otherwise is left to {@link Instant#parse}.
 */
final class InstantText {

  private static final int DAY_SECONDS = 86_400;
  private static final int FRACTION = 20;
  private static final int NANO_DIGITS = 9;

  private InstantText() {}

  /**
   * The point in time.
   *
   * @throws java.time.DateTimeException if it is none
   */
  static Instant read(String text) {
    int last = text.length() - 1;
    if (last < FRACTION - 1 || last > FRACTION + NANO_DIGITS || !isShaped(text, last)) {
      return Instant.parse(text);
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int nanos = nanos(text, last);
    // A leap second and midnight at a day's end are the general parser's.
    if ((year | month | day | hour | minute | second | nanos) < 0
        || hour > 23
        || minute > 59
        || second > 59) {
      return Instant.parse(text);
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(days * DAY_SECONDS + hour * 3_600L + minute * 60L + second, nanos);
  }

  private static boolean isShaped(String text, int last) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':'
        && text.charAt(last) == 'Z';
  }

  /** The fraction of a second up to the last character; 0 if there is none, -1 if it is no such. */
  private static int nanos(String text, int last) {
    if (last == FRACTION - 1) {
      return 0;
    }
    int nanos =
        text.charAt(FRACTION - 1) == '.' && last > FRACTION ? digits(text, FRACTION, last) : -1;
    for (int count = last - FRACTION; count < NANO_DIGITS && nanos > 0; count++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The number between two places, -1 if something else is there. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
