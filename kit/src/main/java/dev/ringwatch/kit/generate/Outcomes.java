package dev.ringwatch.kit.generate;

import dev.ringwatch.event.Outcome;
import org.jspecify.annotations.Nullable;

/** Outcomes as files spell them. */
final class Outcomes {

  private Outcomes() {}

  /** The word for an outcome, or null where the platform did not say. */
  static @Nullable String text(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS -> "success";
      case FAILURE -> "failure";
      case UNKNOWN -> null;
    };
  }
}
