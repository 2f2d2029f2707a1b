package dev.ringwatch.calibrate;

/**
 * Whether what was seen since a threshold is in force speaks against its bound: of so many accounts
 * that turned out benign, drawn at random, so many had been flagged. Exact, whatever the numbers.
 *
 * @param flagged benign accounts that were flagged, 0 to {@code benign}
 * @param benign benign accounts that were looked at, of an unweighted random audit
 * @param maxRate the bound, between 0 and 1
 */
public record FalsePositiveCheck(long flagged, long benign, double maxRate) {

  /** Checks the ranges. */
  public FalsePositiveCheck {
    if (flagged < 0 || flagged > benign) {
      throw new IllegalArgumentException(
          flagged + " of " + benign + " benign accounts cannot have been flagged");
    }
    Share.requireInside("maxRate", maxRate);
  }

  /**
   * The probability, 0 to 1, that so many or more would be flagged if the rate were just the bound
   * (the one-sided exact binomial test). Small speaks against the bound.
   */
  public double pValue() {
    return new Binomial(benign, maxRate).atLeast(flagged);
  }

  /**
   * Whether the bound is broken, as far as one may say so.
   *
   * @param level the share of times, between 0 and 1, that a bound which is kept may be called
   *     broken
   */
  public boolean isBroken(double level) {
    return pValue() <= Share.requireInside("level", level);
  }

  /** Where the true rate lies; 0 to 1 of nothing. */
  public Interval interval(double confidence) {
    return BinomialInterval.of(flagged, benign, confidence);
  }
}
