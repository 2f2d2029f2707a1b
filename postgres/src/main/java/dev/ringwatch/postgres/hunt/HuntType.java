package dev.ringwatch.postgres.hunt;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What kind of value a parameter of a hunt takes. */
public enum HuntType {
  /** A whole number. */
  INTEGER("an integer", "bigint"),
  /** A number, perhaps with a fraction. */
  NUMBER("a number", "double precision"),
  /** A length of time. */
  DURATION("a duration such as 30s, 10m, 24h or 7d", "interval"),
  /** A text. */
  TEXT("a text", "text");

  private static final int LONGEST_TEXT = 500;

  private final String inWords;
  private final String sqlType;

  HuntType(String inWords, String sqlType) {
    this.inWords = inWords;
    this.sqlType = sqlType;
  }

  /** As it stands in a hunt's file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is, to follow "must be". */
  String inWords() {
    return inWords;
  }

  /** The type of its values in PostgreSQL. */
  String sqlType() {
    return sqlType;
  }

  static Optional<HuntType> ofWord(String word) {
    for (HuntType type : values()) {
      if (type.word().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * The value that a text says: a Long, Double, Duration or String.
   *
   * @throws IllegalArgumentException if it says none
   */
  Object read(String text) {
    return switch (this) {
      case INTEGER -> Long.parseLong(text);
      case NUMBER -> finite(Double.parseDouble(text));
      case DURATION -> HuntDurations.read(text);
      case TEXT -> keepable(text);
    };
  }

  /** Which of two values of this type is less; texts have no order. */
  int compare(Object one, Object other) {
    return switch (this) {
      case INTEGER -> Long.compare((Long) one, (Long) other);
      case NUMBER -> Double.compare((Double) one, (Double) other);
      case DURATION -> ((Duration) one).compareTo((Duration) other);
      case TEXT -> 0;
    };
  }

  private static Double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("not finite: " + number);
    }
    return number;
  }

  private static String keepable(String text) {
    boolean holds =
        text.length() <= LONGEST_TEXT
            && text.codePoints()
                .noneMatch(
                    c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    if (!holds) {
      throw new IllegalArgumentException("no text that is stored");
    }
    return text;
  }
}
