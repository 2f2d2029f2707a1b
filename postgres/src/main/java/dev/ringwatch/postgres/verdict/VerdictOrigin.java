package dev.ringwatch.postgres.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How it came that somebody decided. */
public enum VerdictOrigin {
  /** Somebody looked at it: because of its score, or for any other reason. */
  REVIEW,
  /** It was drawn at random, whatever its score; only these carry the false-positive bound. */
  AUDIT,
  /** Somebody said something against the verdict that stood. */
  APPEAL,
  /** A second person looked at what a first had decided; it replaces nothing. */
  SECOND_REVIEW,
  /** It was decided elsewhere. */
  IMPORT;

  /** The word in tables and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word. */
  public static Optional<VerdictOrigin> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
