package dev.ringwatch.postgres;

import java.util.Locale;

/** What an API key lets its holder do. */
public enum Scope {
  /** Send events. */
  INGEST,
  /** Read accounts, rings, events, incidents. */
  READ,
  /** Decide about accounts and rings. */
  VERDICT,
  /** Change the configuration, models, keys. */
  ADMIN;

  /** As it stands in the table and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scope of a word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Scope of(String word) {
    for (Scope scope : values()) {
      if (scope.word().equals(word)) {
        return scope;
      }
    }
    throw new IllegalArgumentException(
        "a scope is ingest, read, verdict or admin, not '" + word + "'");
  }
}
