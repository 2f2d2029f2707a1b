package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;

/**
 * What the pairs of a group share of one kind, beside what chance explains.
 *
 * @param kind the kind of link key
 * @param seen how many times a tied pair shares a key of the kind: a key that three accounts share,
 *     all tied, counts three times. Keys above their popularity cap are left out
 * @param expected how many that would be for as many accounts, as busy as these, that have nothing
 *     to do with each other; at least 0, and rather too large than too small
 */
public record Coincidence(LinkKeyKind kind, long seen, double expected) {

  /** Checks the ranges. */
  public Coincidence {
    if (seen < 0 || !(expected >= 0)) {
      throw new IllegalArgumentException(
          "a coincidence is counted from 0, not " + seen + " and " + expected);
    }
  }
}
