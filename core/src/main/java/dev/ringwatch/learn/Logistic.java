package dev.ringwatch.learn;

/** The logistic function and what belongs to it, without overflow. */
final class Logistic {

  /** Scores of 0 and 100 have no finite odds; they count as a twentieth of a point from the end. */
  private static final double END = 0.0005;

  private Logistic() {}

  /** The probability of a logarithm of odds: 0 to 1. */
  static double share(double logOdds) {
    double small = StrictMath.exp(-Math.abs(logOdds));
    return logOdds >= 0 ? 1 / (1 + small) : small / (1 + small);
  }

  /** The logarithm of the odds of a score of 0 to 100: -7.6 to 7.6. */
  static double logOdds(double score) {
    double share = Math.clamp(score / 100, END, 1 - END);
    return StrictMath.log(share / (1 - share));
  }

  /** The negative logarithm of the probability that is given to what was the case. */
  static double loss(double logOdds, boolean positive) {
    double against = positive ? -logOdds : logOdds;
    return Math.max(0, against) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
  }
}
