package dev.ringwatch.calibrate;

import java.util.OptionalInt;

/**
 * A promise about those who would be wrongly accused: with a stated confidence, no more than a
 * stated share of benign accounts is flagged.
 *
 * <p>It is kept by the order-statistic rule of Tong, Feng and Li (Neyman-Pearson classification
 * algorithms and NP receiver operating characteristics, Science Advances, 2018). Of a random sample
 * of n benign scores in ascending order, flag what is above the k-th. The true rate exceeds the
 * bound with a probability of P(Binomial(n, 1 - bound) >= k): exactly so where scores do not tie,
 * and at most so where they do, as long as what equals the k-th is not flagged. The rule takes the
 * smallest k for which that is no more than 1 - confidence. It asks nothing of how scores are
 * distributed.
 *
 * @param maxRate the largest share of benign accounts that may be flagged, between 0 and 1
 * @param confidence that it is kept, between 0 and 1, over samples drawn anew
 */
public record FalsePositiveBound(double maxRate, double confidence) {

  private static final FalsePositiveBound DEFAULT = new FalsePositiveBound(0.02, 0.95);

  /** Checks the ranges. */
  public FalsePositiveBound {
    Share.requireInside("maxRate", maxRate);
    Share.requireInside("confidence", confidence);
  }

  /** 2 % at 95 % confidence. */
  public static FalsePositiveBound ofDefaults() {
    return DEFAULT;
  }

  /** The largest probability of a broken promise that is allowed. */
  public double allowedViolation() {
    return 1 - confidence;
  }

  /**
   * The fewest benign accounts that can carry the promise: below it even flagging only what is
   * above all of them may break it. 149 for the defaults.
   */
  public long smallestSample() {
    double allowed = allowedViolation();
    long size = (long) Math.ceil(StrictMath.log(allowed) / StrictMath.log1p(-maxRate));
    long least = Math.max(1, size - 1);
    return violation(least, least) <= allowed ? least : least + 1;
  }

  /**
   * The rank of the score above which to flag, counted from the smallest: 1 to {@code size}. O(log
   * size) binomial tails.
   *
   * @param size how many benign scores there are, 0 or more
   * @return empty if they are too few to keep the promise
   */
  public OptionalInt rank(int size) {
    double allowed = allowedViolation();
    if (size < 1 || violation(size, size) > allowed) {
      return OptionalInt.empty();
    }
    int kept = size;
    int broken = 0;
    while (kept - broken > 1) {
      int middle = broken + (kept - broken) / 2;
      if (violation(middle, size) <= allowed) {
        kept = middle;
      } else {
        broken = middle;
      }
    }
    return OptionalInt.of(kept);
  }

  /**
   * The probability, 0 to 1, that flagging what is above the score of a rank breaks the bound; no
   * more than that where scores tie.
   *
   * @param rank 0 (everything is flagged) to {@code size}
   * @param size how many benign scores there are
   */
  public double violation(long rank, long size) {
    if (rank < 0 || rank > size) {
      throw new IllegalArgumentException("no score of " + size + " has the rank " + rank);
    }
    return new Binomial(size, maxRate).atMost(size - rank);
  }

  /** In words, such as {@code 2 % at 95 % confidence}. */
  public String words() {
    return Share.percent(maxRate) + " at " + Share.percent(confidence) + " confidence";
  }
}
