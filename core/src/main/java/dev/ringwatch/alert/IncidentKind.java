package dev.ringwatch.alert;

import java.util.Locale;

/** What an incident is about. */
public enum IncidentKind {
  /** An account's risk score. */
  ACCOUNT,
  /** A ring's score. */
  RING;

  /** The word in tables, answers and payloads. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
