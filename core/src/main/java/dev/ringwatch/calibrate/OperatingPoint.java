package dev.ringwatch.calibrate;

/**
 * What flagging every score at or above a threshold would do.
 *
 * @param threshold the smallest score that is flagged; infinite where nothing is
 * @param falsePositiveRate flagged negatives / negatives, 0 to 1
 * @param recall flagged positives / positives, 0 to 1
 * @param precision flagged positives / flagged, 0 to 1; 1 where nothing is flagged
 */
public record OperatingPoint(
    double threshold, double falsePositiveRate, double recall, double precision) {

  /** Checks the ranges. */
  public OperatingPoint {
    if (Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold must be a number");
    }
    Share.require("falsePositiveRate", falsePositiveRate);
    Share.require("recall", recall);
    Share.require("precision", precision);
  }
}
