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
    /** A real number. */
    NUMBER,
    /** A whole number. */
    COUNT
  }
}
