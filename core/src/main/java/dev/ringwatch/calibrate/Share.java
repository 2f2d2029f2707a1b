package dev.ringwatch.calibrate;

import java.math.BigDecimal;

/** Checks and words of shares of 0 to 1. */
final class Share {

  private Share() {}

  /** Refuses what is not 0 to 1, the ends included. */
  static double require(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, not " + value);
    }
    return value;
  }

  /** Refuses what is not between 0 and 1, the ends excluded. */
  static double requireInside(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must lie between 0 and 1, not " + value);
    }
    return value;
  }

  /** Refuses a score that is NaN. */
  static double requireScore(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a score is NaN and has no place among the others");
    }
    return value;
  }

  /** A share in per cent, such as {@code 2 %}. */
  static String percent(double share) {
    return number(BigDecimal.valueOf(share).movePointRight(2)) + " %";
  }

  /** A number without digits that say nothing. */
  static String number(double value) {
    return Double.isInfinite(value) ? Double.toString(value) : number(BigDecimal.valueOf(value));
  }

  private static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
