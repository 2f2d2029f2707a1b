package dev.ringwatch.detect.ring;

import java.io.Serializable;

/**
 * What one kind of link key is worth.
 *
 * @param enabled whether keys of the kind are looked at; a disabled kind neither links nor
 *     corroborates
 * @param strength how strongly a shared value says "the same hand", above 0 and up to 1; it weighs
 *     edges and scores, never the p-value
 * @param identifying whether a value names one thing that people carry or own (a device, a payment
 *     instrument) rather than a place they pass through; only identifying keys form groups that are
 *     tested as a whole
 * @param popularityCap the number of accounts above which a key makes no pairs and only
 *     corroborates; at least 2
 */
public record KeyPolicy(boolean enabled, double strength, boolean identifying, int popularityCap)
    implements Serializable {

  /** Checks the ranges. */
  public KeyPolicy {
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException("strength must be in (0, 1], not " + strength);
    }
    if (popularityCap < 2) {
      throw new IllegalArgumentException("popularityCap must be at least 2, not " + popularityCap);
    }
  }

  /** The same policy with the kind switched on or off. */
  public KeyPolicy withEnabled(boolean newEnabled) {
    return new KeyPolicy(newEnabled, strength, identifying, popularityCap);
  }
}
