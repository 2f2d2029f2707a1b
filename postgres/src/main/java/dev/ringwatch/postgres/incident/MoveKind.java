package dev.ringwatch.postgres.incident;

import dev.ringwatch.alert.SuppressionCause;
import java.util.Locale;

/** What becomes of an incident. */
public enum MoveKind {
  /** There was none of its matter before. */
  OPENED,
  /** There was one, and it had been closed. */
  REOPENED,
  /** A closed tick confirmed it. */
  CONFIRMED,
  /** It took more evidence in. */
  GATHERED,
  /** Its band rose. */
  ESCALATED,
  /** Somebody said to have seen it. */
  ACKNOWLEDGED,
  /** Somebody said who looks after it, or that nobody does. */
  ASSIGNED,
  /** It was closed, as the incident of its ring speaks of the same. */
  FOLDED,
  /** It was closed, as its account is let pass. */
  ALLOWED,
  /** It was closed: decided, over, or quiet for long. */
  RESOLVED,
  /** It was closed: a closed tick did not confirm it. */
  WITHDRAWN;

  /** The word in tables and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MoveKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** How an incident is closed that is not to be told of. */
  static MoveKind settled(SuppressionCause cause) {
    return switch (cause) {
      case ALLOWED -> ALLOWED;
      case FOLDED -> FOLDED;
      case SILENCED, ENDED_IN_SILENCE -> RESOLVED;
    };
  }
}
