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
  LAG,
  /** An account that a hunt found which runs on a schedule. */
  HUNT;

  /** The word in tables, answers and payloads. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its subject is an account. */
  public boolean isOfAccount() {
    return this == ACCOUNT || this == HUNT;
  }

  /**
   * Whether it is over when its score says so: one of a person or a ring is closed by somebody who
   * decided it.
   */
  public boolean endsByItself() {
    return switch (this) {
      case ACCOUNT, RING, HUNT -> false;
      case VOLUME, DRIFT, LAG -> true;
    };
  }
}
