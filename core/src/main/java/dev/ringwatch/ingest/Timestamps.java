package dev.ringwatch.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Reads timestamps: ISO-8601 with a zone or an offset (a blank may stand for the T), or
 * milliseconds since 1970. They are cut to the microsecond, which is what a log keeps, so that a
 * file and a server that got the same events order them alike. The usual forms are read from their
 * bytes in a few nanoseconds, the others by {@link UnusualTimestamp}. Used by one thread.
 */
final class Timestamps {

  /** No platform's log is older; what is, is a number in another unit or a default. */
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

  private static final int NANOS_PER_MICRO = 1_000;
  private static final int SECONDS_LENGTH = 19;
  private static final int DAY_SECONDS = 86_400;

  private final Instant now;
  private final long latestSeconds;
  private long seconds;
  private int nanos;
  private String problem = "";
  private int dateKey = -1;
  private long dateSeconds;

  Timestamps(Instant now, Duration maxAhead) {
    this.now = now;
    this.latestSeconds = now.plus(maxAhead).getEpochSecond();
  }

  /**
   * Reads a timestamp of an event; false, with a {@link #problem}, if it is none or lies outside
   * the allowed range.
   */
  boolean read(byte[] bytes, int from, int to) {
    if (!readAny(bytes, from, to)) {
      return false;
    }
    if (seconds > latestSeconds) {
      return refuse("lies " + ahead() + " in the future", bytes, from, to);
    }
    return seconds >= EARLIEST.getEpochSecond() || refuse("lies before 1990", bytes, from, to);
  }

  /**
   * Reads any point in time, or a plain date as its first instant in UTC; false, with a {@link
   * #problem}, if it is neither.
   */
  boolean readPointOrDate(byte[] bytes, int from, int to) {
    if (to - from == 10 && readDate(bytes, from)) {
      seconds = dateSeconds;
      nanos = 0;
      return true;
    }
    return readAny(bytes, from, to);
  }

  /** What was read. */
  Instant instant() {
    return Instant.ofEpochSecond(seconds, nanos);
  }

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /** Why the last text was refused, to follow the column's name. */
  String problem() {
    return problem;
  }

  private boolean readAny(byte[] bytes, int from, int to) {
    boolean read = readWhole(bytes, from, to);
    nanos -= nanos % NANOS_PER_MICRO;
    return read;
  }

  private boolean readWhole(byte[] bytes, int from, int to) {
    if (to - from > 4 && bytes[from + 4] == '-') {
      return readIso(bytes, from, to) || readUnusual(bytes, from, to);
    }
    return isInteger(bytes, from, to) ? readMillis(bytes, from, to) : readUnusual(bytes, from, to);
  }

  private boolean readIso(byte[] bytes, int from, int to) {
    if (to - from <= SECONDS_LENGTH || !readDate(bytes, from)) {
      return false;
    }
    int hour = digits(bytes, from + 11, 2);
    int minute = digits(bytes, from + 14, 2);
    int second = digits(bytes, from + 17, 2);
    boolean shaped =
        isOneOf(bytes[from + 10], "Tt ") && bytes[from + 13] == ':' && bytes[from + 16] == ':';
    if (!shaped || (hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59) {
      return false;
    }
    seconds = dateSeconds + hour * 3_600L + minute * 60L + second;
    int zone = readFraction(bytes, from + SECONDS_LENGTH, to);
    return zone >= 0 && readZone(bytes, zone, to);
  }

  /** Reads the ten bytes of a date and remembers it: the next one is mostly the same. */
  private boolean readDate(byte[] bytes, int from) {
    int year = digits(bytes, from, 4);
    int month = digits(bytes, from + 5, 2);
    int day = digits(bytes, from + 8, 2);
    if ((year | month | day) < 0 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return false;
    }
    int key = year << 14 | month << 7 | day;
    if (key == dateKey) {
      return true;
    }
    if (month < 1 || month > 12 || day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    dateKey = key;
    dateSeconds = LocalDate.of(year, month, day).toEpochDay() * DAY_SECONDS;
    return true;
  }

  /**
   * Reads the fraction, if there is one; returns where the zone begins, -1 if the fraction has no
   * or too many digits.
   */
  private int readFraction(byte[] bytes, int from, int to) {
    nanos = 0;
    if (!isOneOf(bytes[from], ".,")) {
      return from;
    }
    int at = from + 1;
    int unit = 100_000_000;
    for (; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      nanos += unit * (bytes[at] - '0');
      unit /= 10;
    }
    int count = at - from - 1;
    return count < 1 || count > 9 ? -1 : at;
  }

  /** Reads {@code Z}, {@code +hh}, {@code +hhmm} or {@code +hh:mm} up to the end. */
  private boolean readZone(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length == 1) {
      return isOneOf(bytes[from], "Zz");
    }
    if ((length != 3 && length != 5 && length != 6) || !isOneOf(bytes[from], "+-")) {
      return false;
    }
    int hours = digits(bytes, from + 1, 2);
    int minutes = length == 3 ? 0 : digits(bytes, to - 2, 2);
    if ((hours | minutes) < 0
        || hours > 18
        || minutes > 59
        || (length == 6 && bytes[from + 3] != ':')) {
      return false;
    }
    int offset = hours * 3_600 + minutes * 60;
    seconds -= bytes[from] == '+' ? offset : -offset;
    return true;
  }

  private boolean readMillis(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    long millis = 0;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      millis = millis * 10 + (bytes[at] - '0');
    }
    millis = negative ? -millis : millis;
    String unit = likelyUnit(millis);
    if (!unit.isEmpty()) {
      return refuse("looks like " + unit + "; give milliseconds since 1970", bytes, from, to);
    }
    seconds = Math.floorDiv(millis, 1_000);
    nanos = Math.floorMod(millis, 1_000) * 1_000_000;
    return true;
  }

  /**
   * The unit in which a number would be a plausible time, where in milliseconds it would not; empty
   * otherwise.
   */
  private String likelyUnit(long number) {
    if (isPlausible(number / 1_000)) {
      return "";
    }
    return isPlausible(number)
        ? "seconds"
        : isPlausible(number / 1_000_000)
            ? "microseconds"
            : isPlausible(number / 1_000_000_000) ? "nanoseconds" : "";
  }

  private boolean isPlausible(long epochSeconds) {
    return epochSeconds >= EARLIEST.getEpochSecond() && epochSeconds <= latestSeconds;
  }

  private boolean readUnusual(byte[] bytes, int from, int to) {
    UnusualTimestamp read =
        UnusualTimestamp.read(TextPool.text(bytes, from, Math.min(to, from + 80)));
    Instant instant = read.instant();
    seconds = instant.getEpochSecond();
    nanos = instant.getNano();
    return read.problem().isEmpty() || refuse(read.problem(), bytes, from, to);
  }

  private boolean refuse(String why, byte[] bytes, int from, int to) {
    problem = "\"" + TextPool.text(bytes, from, Math.min(to, from + 80)) + "\" " + why;
    return false;
  }

  private String ahead() {
    long distance = seconds - now.getEpochSecond();
    return distance < 7_200
        ? distance / 60 + " minutes"
        : distance < 2 * DAY_SECONDS
            ? distance / 3_600 + " hours"
            : distance / DAY_SECONDS + " days";
  }

  private static boolean isInteger(byte[] bytes, int from, int to) {
    int start = from < to && bytes[from] == '-' ? from + 1 : from;
    for (int at = start; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return false;
      }
    }
    return start < to && to - start <= 18;
  }

  /** The number in so many digits, -1 if there is anything else. */
  private static int digits(byte[] bytes, int from, int count) {
    int number = 0;
    for (int at = from; at < from + count; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean isOneOf(byte b, String characters) {
    return characters.indexOf(b) >= 0;
  }
}
