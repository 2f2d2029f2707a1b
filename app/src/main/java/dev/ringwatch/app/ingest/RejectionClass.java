package dev.ringwatch.app.ingest;

import java.util.Locale;

/**
 * Why events are rejected, in so few words that they can be counted. A reason is for a person and
 * names values; of which class it is is read off its words.
 */
public enum RejectionClass {
  /** A field that an event needs is not there. */
  MISSING("a field is missing"),
  /** It happened longer ago than events are taken for. */
  TOO_OLD("too old"),
  /** It claims to lie in the future. */
  AHEAD("in the future"),
  /** The key may not speak for its account or its source. */
  NOT_ALLOWED("not allowed by its key"),
  /** Everything else that cannot be read or kept. */
  UNUSABLE("cannot be read or kept");

  private final String label;

  RejectionClass(String label) {
    this.label = label;
  }

  /** The class of a reason. */
  static RejectionClass of(String reason) {
    if (reason.endsWith(" is missing")
        || reason.endsWith(" is empty")
        || reason.endsWith(" stands for nothing")) {
      return MISSING;
    }
    if (reason.startsWith("timestamp ") && reason.contains(" is older than the ")) {
      return TOO_OLD;
    }
    if (reason.startsWith("timestamp ") && reason.contains(" in the future")) {
      return AHEAD;
    }
    boolean ofKey =
        reason.startsWith("this key may speak for ")
            || reason.contains(", but this key speaks for ");
    return ofKey ? NOT_ALLOWED : UNUSABLE;
  }

  /** Its name where it is counted. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** It for a person. */
  public String label() {
    return label;
  }
}
