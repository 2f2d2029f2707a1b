package dev.ringwatch.app.health;

/**
 * How one part of the server is.
 *
 * @param name the part, such as {@code database}
 * @param state how it is
 * @param sentence the same for a person
 */
public record ComponentHealth(String name, State state, String sentence) {

  /** How a part is, the best first. */
  public enum State {
    /** As it should be. */
    OK,
    /** Somebody should look at it soon. */
    WARN,
    /** The server does not do what it is for, or will not for long. */
    FAIL;

    /**
     * The state of a value that should be small.
     *
     * @param warn from where on it is {@link #WARN}
     * @param fail from where on it is {@link #FAIL}
     */
    static <T extends Comparable<T>> State ofSmall(T value, T warn, T fail) {
      if (value.compareTo(fail) >= 0) {
        return FAIL;
      }
      return value.compareTo(warn) >= 0 ? WARN : OK;
    }
  }
}
