package dev.ringwatch.alert;

import java.util.Locale;

/** Why people are not told of a matter although its score is high enough. */
public enum SuppressionCause {
  /** The account is on the list of those that are let pass. */
  ALLOWED("the account is on the list allow"),
  /** Another incident speaks of the same. */
  FOLDED("the incident of its ring speaks of it"),
  /** Somebody asked for silence; it is told when that ends. */
  SILENCED("a silence covers it"),
  /** It was over before the silence was. */
  ENDED_IN_SILENCE("it was over before the silence was");

  private final String sentence;

  SuppressionCause(String sentence) {
    this.sentence = sentence;
  }

  /** The word in tables and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same for a person. */
  public String sentence() {
    return sentence;
  }
}
