package dev.ringwatch.calibrate;

import java.util.function.DoubleUnaryOperator;

/**
 * Exact confidence intervals of a share: they cover it with at least the stated confidence, however
 * small the sample (Clopper and Pearson: The use of confidence or fiducial limits illustrated in
 * the case of the binomial, 1934).
 */
public final class BinomialInterval {

  private BinomialInterval() {}

  /**
   * The interval of a share of which so many successes were seen. Of nothing it is 0 to 1. About 60
   * binomial tails.
   *
   * @param successes 0 to {@code trials}
   * @param trials independent ones, 0 or more
   * @param confidence that the share lies in it, between 0 and 1; each end errs with half the rest
   */
  public static Interval of(long successes, long trials, double confidence) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          successes + " successes are not possible in " + trials + " trials");
    }
    double error = (1 - Share.requireInside("confidence", confidence)) / 2;
    double low =
        successes == 0
            ? 0
            : root(share -> new Binomial(trials, share).atLeast(successes) - error, 0, 1);
    double high =
        successes == trials
            ? 1
            : root(share -> error - new Binomial(trials, share).atMost(successes), 0, 1);
    return new Interval(low, high);
  }

  /** Where an increasing function crosses zero, to the last bit. */
  private static double root(DoubleUnaryOperator function, double from, double to) {
    double low = from;
    double high = to;
    while (true) {
      double middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (function.applyAsDouble(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }
}
