package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One thing that two accounts share. */
public sealed interface Evidence {

  /** The key they share. */
  LinkKey key();

  /** The evidence as one short line, such as {@code device D7 (5+3 uses)}. */
  String text();

  /**
   * A static key that both used.
   *
   * @param key the key
   * @param usesA how many events of the first account carry it, at least 1
   * @param usesB how many events of the second account carry it, at least 1
   * @param accounts how many accounts used the key, at least 2
   * @param popular whether the key is above its popularity cap: then it made no pair and only
   *     corroborates
   */
  record SharedKey(LinkKey key, int usesA, int usesB, int accounts, boolean popular)
      implements Evidence {

    /** Checks the ranges. */
    public SharedKey {
      if (key.kind() == LinkKeyKind.CO_ACTION) {
        throw new IllegalArgumentException("a co-action is not a static key: " + key);
      }
      if (usesA < 1 || usesB < 1 || accounts < 2) {
        throw new IllegalArgumentException(
            "a shared key is used by two: " + usesA + ", " + usesB + ", " + accounts);
      }
    }

    @Override
    public String text() {
      String of = popular ? ", one of " + accounts + " accounts" : "";
      return key + " (" + usesA + "+" + usesB + " uses" + of + ")";
    }
  }

  /**
   * A target on which both acted.
   *
   * @param key the co-action key
   * @param occasions on how many occasions within the window; 0 if they acted on the target at
   *     other times only
   * @param gapMillis the smallest time between the two, at least 0
   * @param at the minute of the tightest occasion
   */
  record CoAction(LinkKey key, int occasions, int gapMillis, Instant at) implements Evidence {

    /** Checks the ranges. */
    public CoAction {
      if (key.kind() != LinkKeyKind.CO_ACTION) {
        throw new IllegalArgumentException("not a co-action: " + key);
      }
      if (occasions < 0 || gapMillis < 0) {
        throw new IllegalArgumentException(
            "occasions and gap must not be negative: " + occasions + ", " + gapMillis);
      }
      at = at.truncatedTo(ChronoUnit.MINUTES);
    }

    @Override
    public String text() {
      String times = occasions <= 1 ? "" : occasions + " times, ";
      return key + " (" + times + "gap " + gap() + " at " + at + ")";
    }

    private String gap() {
      if (gapMillis < 1000) {
        return gapMillis + " ms";
      }
      long seconds = Math.round(gapMillis / 1000.0);
      return seconds < 600 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }
  }
}
