package dev.ringwatch.postgres;

import java.util.Locale;
import java.util.Optional;

/** What being on a list means. */
public enum ListKind {
  /** It is known and fine: not to be alerted on. */
  ALLOW,
  /** It is to be looked at. */
  WATCH;

  /** As it stands in the table and in routes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a word; empty if there is none. */
  public static Optional<ListKind> of(String word) {
    for (ListKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
