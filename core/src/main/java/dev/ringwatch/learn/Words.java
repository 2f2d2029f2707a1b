package dev.ringwatch.learn;

import java.math.BigDecimal;

/** Numbers as sentences have them. */
final class Words {

  private Words() {}

  /** A share in per cent without digits that say nothing, such as {@code 2 %}. */
  static String percent(double share) {
    BigDecimal percent = BigDecimal.valueOf(share).movePointRight(2);
    return (percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString()) + " %";
  }
}
