package dev.ringwatch.app.settings;

import java.util.Locale;

/**
 * A setting that there is.
 *
 * @param section the group that it stands in, such as {@code ringwatch.ingest}
 * @param key its name there
 * @param meaning what it is, in a sentence without its full stop
 * @param value what it may be
 * @param absence what holds while it is not set
 * @param use how it is given
 */
record KnownSetting(
    String section, String key, String meaning, AllowedValue value, Absence absence, Use use) {

  /** What begins the names of variables. */
  static final String VARIABLES = "RINGWATCH_";

  /** What the name of a setting ends with that names the file of a secret. */
  static final String FILE = "-file";

  private static final String OURS = "ringwatch.";

  /** How a setting is given. */
  enum Use {
    /** Anywhere. */
    PLAIN,
    /** By the environment, or in a file of its own. */
    SECRET,
    /** Anywhere; it is the file of a secret. */
    SECRET_FILE
  }

  /**
   * What holds while a setting is not set.
   *
   * @param text a value, or words
   * @param isValue whether it is a value: the default
   */
  record Absence(String text, boolean isValue) {}

  /** The whole name, such as {@code ringwatch.ingest.max-body}. */
  String name() {
    return section + "." + key;
  }

  /** The variable of the environment that sets it: RINGWATCH_INGEST_MAX_BODY. */
  String variable() {
    String own = name().startsWith(OURS) ? name().substring(OURS.length()) : name();
    return VARIABLES + own.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The name of the setting that names the file of this secret. */
  String fileName() {
    return name() + FILE;
  }

  /** Checks that a text is a value of it. */
  void check(Given given, Faults faults) {
    try {
      value.read(given.text());
    } catch (IllegalArgumentException e) {
      faults.add(given.origin(), name() + " " + e.getMessage());
    }
  }

  /** The same under another key. */
  KnownSetting withKey(String other) {
    return new KnownSetting(section, other, meaning, value, absence, use);
  }
}
