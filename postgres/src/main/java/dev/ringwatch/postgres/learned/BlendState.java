package dev.ringwatch.postgres.learned;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of what verdicts taught. */
public enum BlendState {
  /** The test did not let it pass, or nothing was learned; scores stay what they are. */
  REFUSED,
  /** It waits for somebody to decide. */
  PROPOSED,
  /** Another was learned or let pass before anybody had decided. */
  REPLACED,
  /** Somebody said no. */
  REJECTED,
  /** It holds, or is about to. */
  APPROVED,
  /** It held, and was given up. */
  ENDED;

  /** The word in tables and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of a word. */
  public static Optional<BlendState> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
