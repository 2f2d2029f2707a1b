package dev.ringwatch.app.parquet;

/**
 * A column of a file that is to be written.
 *
 * @param name what it is called
 * @param type what it holds
 */
public record TypedColumn(String name, Type type) {

  /** What a column can hold. */
  public enum Type {
    /** Text, or nothing. */
    TEXT,
    /** A JSON document, or nothing. */
    JSON,
    /** A real number. */
    NUMBER,
    /** A whole number. */
    COUNT,
    /** A point in time to the microsecond, or nothing. */
    TIME,
    /** Yes or no. */
    TRUTH;

    /** Whether a row may have nothing there. */
    boolean mayBeAbsent() {
      return this == TEXT || this == JSON || this == TIME;
    }
  }
}
