package dev.ringwatch.alert;

import java.util.Locale;

/** How an incident moved, and people are told. */
public enum IncidentChange {
  /** There was none of this matter before. */
  OPENED,
  /** There was one of this matter, and it had been closed. */
  REOPENED,
  /** Its band rose. */
  ESCALATED,
  /** Nobody has said to have seen it for as long as somebody wanted to wait. */
  UNACKNOWLEDGED,
  /** Somebody said to have seen it; told only where that can be shown, as at PagerDuty. */
  ACKNOWLEDGED,
  /** A closed tick did not confirm the score on which it was opened. */
  WITHDRAWN,
  /** Somebody decided it, or it has been quiet for long enough. */
  RESOLVED;

  /** Whether the incident is closed by it. */
  public boolean closes() {
    return this == WITHDRAWN || this == RESOLVED;
  }

  /** The word in tables, answers and payloads. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
