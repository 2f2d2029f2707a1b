package dev.ringwatch.learn;

/**
 * What an adjusted score means among all accounts: the probability that one like it is abusive is
 * share(intercept + slope x log odds(score)) (Platt: Probabilistic outputs for support vector
 * machines, 1999), from verdicts on accounts that had no part in the adjustment, each counting for
 * 1 / its inclusion probability.
 *
 * @param intercept the logarithm of the odds at a score of 50
 * @param slope above 0: a higher score is never less probable
 */
public record ProbabilityScale(double intercept, double slope) {

  /** Checks the slope. */
  public ProbabilityScale {
    if (!(slope > 0) || !Double.isFinite(intercept + slope)) {
      throw new IllegalArgumentException(
          "a probability needs a finite intercept and a slope above 0, not "
              + intercept
              + " and "
              + slope);
    }
  }

  /** The probability, 0 to 1, of a score of 0 to 100. */
  public double of(double score) {
    return Logistic.share(intercept + slope * Logistic.logOdds(score));
  }
}
