package dev.ringwatch.risk;

import java.util.Locale;

/** A risk score in a word. */
public enum Band {
  /** Nothing to do. */
  LOW,
  /** Worth a look. */
  MEDIUM,
  /** Look first. */
  HIGH;

  /** The word in files and pages. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
