package dev.ringwatch.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A share of a population, from a sample of which some are likelier to be in it than others: each
 * counts for 1 / its inclusion probability, and the sum is divided by that of all (Hajek's ratio
 * estimator).
 *
 * <p>The interval is the exact binomial one of as many accounts as would give the same variance
 * unweighted (Korn and Graubard: Confidence intervals for proportions with small expected number of
 * positive counts estimated from survey data, 1998), rounded to the wider side. With equal weights
 * it is Clopper and Pearson's. It knows of nothing that was not sampled: where all of few heavy
 * accounts agree by chance, it is too narrow.
 *
 * @param value the estimate, 0 to 1
 * @param interval where the share lies
 * @param accounts how many it rests on, 1 or more
 */
public record WeightedShare(double value, Interval interval, int accounts) {

  private static final double ROUNDING = 1e-6;

  /**
   * Estimates a share. O(labels).
   *
   * @param labels the sample
   * @param of whose share
   * @param counted those of them that have what is asked for
   * @param confidence of the interval, between 0 and 1
   * @return empty if nobody is in the sample
   */
  static Optional<WeightedShare> of(
      List<LabelledScore> labels,
      Predicate<LabelledScore> of,
      Predicate<LabelledScore> counted,
      double confidence) {
    Sums sums = new Sums();
    for (LabelledScore label : labels) {
      if (of.test(label)) {
        sums.add(label.weight(), counted.test(label));
      }
    }
    return sums.accounts == 0 ? Optional.empty() : Optional.of(sums.share(confidence));
  }

  /** Sums of weights and of their squares, of all and of those that count. */
  private static final class Sums {
    private int accounts;
    private double all;
    private double counted;
    private double allSquares;
    private double countedSquares;

    void add(double weight, boolean counts) {
      accounts++;
      all += weight;
      allSquares += weight * weight;
      counted += counts ? weight : 0;
      countedSquares += counts ? weight * weight : 0;
    }

    WeightedShare share(double confidence) {
      double value = Math.min(1, counted / all);
      long size = Math.max(1, (long) (effective(value) + ROUNDING));
      long fewest = Math.max(0, (long) (value * size - ROUNDING));
      long most = Math.min(size, (long) Math.ceil(value * size - ROUNDING));
      fewest = Math.abs(value * size - most) < ROUNDING ? most : fewest;
      double low = BinomialInterval.of(fewest, size, confidence).low();
      double high = BinomialInterval.of(most, size, confidence).high();
      return new WeightedShare(
          value, new Interval(Math.min(low, value), Math.max(high, value)), accounts);
    }

    /** How many accounts of equal weight would tell as much; never more than there are. */
    private double effective(double value) {
      double rest = 1 - value;
      double variance =
          (countedSquares * rest * rest + (allSquares - countedSquares) * value * value)
              / all
              / all;
      double size = variance > 0 ? value * rest / variance : all * all / allSquares;
      return Math.min(accounts, size);
    }
  }
}
