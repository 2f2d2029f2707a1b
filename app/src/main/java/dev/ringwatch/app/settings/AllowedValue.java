package dev.ringwatch.app.settings;

import org.jspecify.annotations.Nullable;

/**
 * What a value may be.
 *
 * @param type how it is written
 * @param least the least, as written; no bound if empty
 * @param most the greatest, as written; no bound if empty
 */
record AllowedValue(ValueType type, String least, String most) {

  /** Any value of a type. */
  static AllowedValue any(ValueType type) {
    return new AllowedValue(type, "", "");
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException with what would be allowed instead
   */
  Object read(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is empty: it must be " + words());
    }
    Object value;
    try {
      value = type.read().apply(text);
    } catch (RuntimeException e) {
      throw refusal(text, e);
    }
    if ((!least.isEmpty() && compare(value, least) < 0)
        || (!most.isEmpty() && compare(value, most) > 0)) {
      throw refusal(text, null);
    }
    return value;
  }

  private IllegalArgumentException refusal(String text, @Nullable Throwable cause) {
    String not = type.repeated() ? ", not '" + text + "'" : "";
    return new IllegalArgumentException("must be " + words() + not, cause);
  }

  @SuppressWarnings("unchecked") // whatever has bounds can be compared with them
  private int compare(Object value, String bound) {
    return ((Comparable<Object>) value).compareTo(type.read().apply(bound));
  }

  /** What it must be. */
  String words() {
    String range = range();
    return range.isEmpty() ? type.allowed() : type.allowed() + ", " + range;
  }

  /** The bounds; empty if there are none. */
  String range() {
    if (least.isEmpty()) {
      return most.isEmpty() ? "" : "at most " + most;
    }
    return most.isEmpty() ? "at least " + least : least + " to " + most;
  }
}
