package dev.ringwatch.postgres.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody thinks of an account or a ring. */
public enum Judgement {
  /** It does harm. */
  ABUSIVE,
  /** It does not. */
  BENIGN,
  /** It cannot be told. */
  UNSURE;

  /** The word in tables and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word. */
  public static Optional<Judgement> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
