package dev.ringwatch.detect.ring;

/**
 * Steps of popularity, each a quarter above the one before: a popular key that gains or loses some
 * accounts stays in its step, and what it says about its accounts need not be looked at again.
 */
final class PopularityStep {

  private static final double LOG_RATIO = StrictMath.log(1.25);

  private PopularityStep() {}

  /** The step of a number of accounts, at least 1. */
  static int of(int accounts) {
    return (int) (StrictMath.log(accounts) / LOG_RATIO);
  }

  /** No more than the least number of accounts of the step that a number is in, at least 2. */
  static int least(int accounts) {
    return Math.max(2, (int) StrictMath.exp(of(accounts) * LOG_RATIO) - 1);
  }
}
