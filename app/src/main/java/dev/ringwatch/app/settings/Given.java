package dev.ringwatch.app.settings;

/**
 * What somebody set, and where.
 *
 * @param text the value, as written
 * @param origin where, such as {@code ringwatch.yaml:3}
 */
record Given(String text, String origin) {

  /** The origin of what nobody set. */
  static final String DEFAULT = "default";

  /** Begins the origin of what a variable sets. */
  static final String ENVIRONMENT = "environment ";

  boolean isOfEnvironment() {
    return origin.startsWith(ENVIRONMENT);
  }

  boolean isDefault() {
    return origin.equals(DEFAULT);
  }

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return "Given[origin=" + origin + "]";
  }
}
