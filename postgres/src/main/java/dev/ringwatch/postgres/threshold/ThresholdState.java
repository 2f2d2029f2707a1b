package dev.ringwatch.postgres.threshold;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of a threshold. */
public enum ThresholdState {
  /** There is none under what was asked for; what held holds on. */
  REFUSED,
  /** What held is as good. */
  UNCHANGED,
  /** It waits for somebody to decide. */
  PROPOSED,
  /** Another was proposed or let pass before anybody had decided. */
  REPLACED,
  /** Somebody said no. */
  REJECTED,
  /** It holds, or held. */
  APPROVED;

  /** The word in tables and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word. */
  public static Optional<ThresholdState> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
