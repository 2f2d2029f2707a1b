package dev.ringwatch.ingest;

import java.text.ParsePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;

/**
 * What java.time makes of a timestamp that is not in one of the usual forms.
 *
 * @param instant the point in time; 1970 if there is a problem
 * @param problem why the text is none, empty if it is one
 */
record UnusualTimestamp(Instant instant, String problem) {

  private static final Set<String> UTC = Set.of(" UTC", " GMT", " Z");
  private static final String NO_ZONE = "has no time zone; add Z or an offset such as +02:00";
  private static final String NO_TIME =
      "is not a time; give ISO-8601 with a zone, such as 2026-01-02T03:04:05Z, "
          + "or milliseconds since 1970";

  /** Reads a text, its blanks around left out. */
  static UnusualTimestamp read(String text) {
    String iso = iso(text);
    if (isWhole(DateTimeFormatter.ISO_LOCAL_DATE_TIME, iso)
        || isWhole(DateTimeFormatter.ISO_LOCAL_DATE, iso)) {
      return refused(NO_ZONE);
    }
    try {
      return new UnusualTimestamp(
          DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(iso, Instant::from), "");
    } catch (DateTimeParseException e) {
      return refused(NO_TIME);
    }
  }

  private static UnusualTimestamp refused(String problem) {
    return new UnusualTimestamp(Instant.EPOCH, problem);
  }

  /** With a T for a blank between date and time and a Z for a zone that is written as a word. */
  private static String iso(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    String iso = text;
    for (String zone : UTC) {
      iso = upper.endsWith(zone) ? text.substring(0, text.length() - zone.length()) + "Z" : iso;
    }
    int date = LocalDate.EPOCH.toString().length();
    return iso.length() > date && iso.charAt(date) == ' '
        ? iso.substring(0, date) + "T" + iso.substring(date + 1)
        : iso;
  }

  /**
   * Whether the format covers the whole text. Without exceptions: a log may have millions of them.
   */
  private static boolean isWhole(DateTimeFormatter format, String text) {
    ParsePosition position = new ParsePosition(0);
    return format.parseUnresolved(text, position) != null
        && position.getErrorIndex() < 0
        && position.getIndex() == text.length();
  }
}
