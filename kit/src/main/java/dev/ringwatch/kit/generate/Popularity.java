package dev.ringwatch.kit.generate;

/**
 * Ranks drawn by a Zipf law with exponent 7/8. That exponent makes the inverse of the distribution
 * an eighth power: three multiplications, exact on every platform. Immutable.
 */
final class Popularity {

  private final int size;
  private final double span;

  Popularity(int size) {
    this.size = size;
    this.span = Math.sqrt(Math.sqrt(Math.sqrt(size + 1.0))) - 1;
  }

  /** The rank in [0, size) at a quantile in [0, 1); rank 0 is the most popular. */
  int rank(double quantile) {
    double root = 1 + quantile * span;
    double fourth = root * root * root * root;
    return Math.min((int) (fourth * fourth) - 1, size - 1);
  }
}
