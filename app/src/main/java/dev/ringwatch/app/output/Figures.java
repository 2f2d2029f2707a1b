package dev.ringwatch.app.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as the files write them: the same under every locale, and read back by any tool. */
final class Figures {

  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

  private Figures() {}

  /** A score with one decimal, such as {@code 72.0}. */
  static String score(double value) {
    return appendScore(new StringBuilder(5), value).toString();
  }

  /** Appends a score with one decimal, which is a tenth at most from the value. */
  static StringBuilder appendScore(StringBuilder into, double value) {
    long tenths = Math.round(Math.abs(value) * 10);
    if (value < 0 && tenths > 0) {
      into.append('-');
    }
    return into.append(tenths / 10).append('.').append((char) ('0' + tenths % 10));
  }

  /** A weight with four significant digits and no exponent, such as {@code 0.0312}. */
  static String weight(double value) {
    return BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }

  /**
   * A p-value with two significant digits and an exponent, such as {@code 1.2e-12}; {@code 0} is
   * one too small for a double.
   */
  static String pValue(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(TWO_DIGITS);
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa =
        rounded.scaleByPowerOfTen(-exponent).setScale(1, RoundingMode.UNNECESSARY);
    return mantissa.toPlainString() + "e" + exponent;
  }
}
