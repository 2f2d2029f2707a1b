package dev.ringwatch.feature;

/** The scale on which differences of a feature are compared. */
public enum Scale {
  /** As it is: shares, entropies. */
  LINEAR,
  /** By {@code log1p}: counts, rates and durations, whose tails are heavy. */
  LOG;

  /** A value on this scale; NaN stays NaN. Values on the LOG scale must not be below 0. */
  public double apply(double value) {
    return this == LOG ? StrictMath.log1p(value) : value;
  }
}
