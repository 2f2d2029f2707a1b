package dev.ringwatch.postgres.hunt;

import org.jspecify.annotations.Nullable;

/**
 * What can be said to a hunt.
 *
 * @param name small letters, digits and _
 * @param type what kind of value it takes
 * @param usual the value that holds unless another is said, as it is written; null for none, which
 *     the hunt takes as "any"
 * @param least the least value, as it is written; null if there is none
 * @param most the greatest value, as it is written; null if there is none
 * @param words what it is
 */
public record HuntParameter(
    String name,
    HuntType type,
    @Nullable String usual,
    @Nullable String least,
    @Nullable String most,
    String words) {

  /** How "no value" is written. */
  public static final String ANY = "any";

  /** Checks that the bounds are values, and that the usual value lies between them. */
  public HuntParameter {
    if (type == HuntType.TEXT && (least != null || most != null)) {
      throw new IllegalArgumentException(name + " is a text, which has no least and most");
    }
    Object low = bound(name, type, least);
    Object high = bound(name, type, most);
    if (low != null && high != null && type.compare(low, high) > 0) {
      throw new IllegalArgumentException(name + " has a least value above its most");
    }
    if (usual != null) {
      value(name, type, least, most, usual);
    }
  }

  private static @Nullable Object bound(String name, HuntType type, @Nullable String text) {
    try {
      return text == null ? null : type.read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a bound of " + name + " is " + text + ", and must be " + type.inWords(), e);
    }
  }

  /** What it takes, in words: {@code an integer from 2 to 100000}. */
  public String takes() {
    return takes(type, least, most);
  }

  private static String takes(HuntType type, @Nullable String least, @Nullable String most) {
    return least == null ? type.inWords() : type.inWords() + " from " + least + " to " + most;
  }

  /** The value that holds unless another is said; null for any. */
  @Nullable Object usualValue() {
    return usual == null ? null : type.read(usual);
  }

  /**
   * The value that somebody says.
   *
   * @return null for {@link #ANY}, where the usual value is that, too
   * @throws IllegalArgumentException with a sentence that names parameter, value and range
   */
  @Nullable Object read(String text) {
    return usual == null && text.equals(ANY) ? null : value(name, type, least, most, text);
  }

  private static Object value(
      String name, HuntType type, @Nullable String least, @Nullable String most, String text) {
    try {
      Object value = type.read(text);
      boolean low = least != null && type.compare(value, type.read(least)) < 0;
      boolean high = most != null && type.compare(value, type.read(most)) > 0;
      if (!low && !high) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      // It is refused as a value out of range is.
    }
    throw new IllegalArgumentException(
        name + " is \"" + text + "\", and must be " + takes(type, least, most));
  }
}
