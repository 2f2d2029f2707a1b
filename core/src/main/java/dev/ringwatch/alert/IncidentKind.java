package dev.ringwatch.alert;

import java.util.Locale;

/** What an incident is about. */
public enum IncidentKind {
  /** An account's risk score. */
  ACCOUNT,
  /** A ring's score. */
  RING,
  /** How much the platform enforces, against the same hour of earlier weeks. */
  VOLUME,
  /** How far scores are from what they were when the model was new. */
  DRIFT,
  /** How late detection is. */
  LAG;

  /** The word in tables, answers and payloads. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is over when its score says so: one of a person or a ring is closed by somebody who
   * decided it.
   */
  public boolean endsByItself() {
    return switch (this) {
      case ACCOUNT, RING -> false;
      case VOLUME, DRIFT, LAG -> true;
    };
  }
}
