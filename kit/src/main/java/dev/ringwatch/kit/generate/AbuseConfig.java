package dev.ringwatch.kit.generate;

/**
 * How much abuse a generated world holds and how it hides.
 *
 * @param enabled false plants nothing: a day without abuse
 * @param accountShare the share of accounts that abuse, above 0, at most 0.2
 * @param camouflage the share of a ring member's events that are ordinary behaviour from addresses
 *     and devices of its own, 0 to 0.6; credential stuffers keep to it too, scrapers hide at most
 *     as much as an ordinary account does, and a taken-over account has its ordinary past in any
 *     case
 * @param minRingSize the smallest ring, at least 3
 * @param maxRingSize the largest ring, at least the smallest, at most 200; most are near the
 *     smallest
 */
public record AbuseConfig(
    boolean enabled, double accountShare, double camouflage, int minRingSize, int maxRingSize) {

  /** Checks the ranges. */
  public AbuseConfig {
    if (!(accountShare > 0 && accountShare <= 0.2)) {
      throw new IllegalArgumentException("account share must be in (0, 0.2], not " + accountShare);
    }
    if (!(camouflage >= 0 && camouflage <= 0.6)) {
      throw new IllegalArgumentException("camouflage must be in [0, 0.6], not " + camouflage);
    }
    if (minRingSize < 3 || maxRingSize < minRingSize || maxRingSize > 200) {
      throw new IllegalArgumentException(
          "ring sizes must be 3 <= min <= max <= 200, not " + minRingSize + " to " + maxRingSize);
    }
  }

  /**
   * One account in forty abuses, in rings of 5 to 40 and alone, three events in ten are camouflage.
   */
  public static AbuseConfig ofDefaults() {
    return new AbuseConfig(true, 0.025, 0.3, 5, 40);
  }

  /** No abuse at all. */
  public static AbuseConfig none() {
    return new AbuseConfig(false, 0.025, 0.3, 5, 40);
  }

  /** The same with another share of camouflage, 0 to 0.6. */
  public AbuseConfig withCamouflage(double share) {
    return new AbuseConfig(enabled, accountShare, share, minRingSize, maxRingSize);
  }

  /** The same with another share of abusive accounts, above 0, at most 0.2. */
  public AbuseConfig withAccountShare(double share) {
    return new AbuseConfig(enabled, share, camouflage, minRingSize, maxRingSize);
  }

  /** The same with other ring sizes. */
  public AbuseConfig withRingSizes(int min, int max) {
    return new AbuseConfig(enabled, accountShare, camouflage, min, max);
  }
}
