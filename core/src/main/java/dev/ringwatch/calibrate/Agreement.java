package dev.ringwatch.calibrate;

import java.util.Optional;

/**
 * How far two people who judge the same things agree beyond chance: Cohen's kappa (Cohen, "A
 * coefficient of agreement for nominal scales", 1960) with its large-sample standard error (Fleiss,
 * Cohen and Everitt, "Large sample standard errors of kappa and weighted kappa", 1969, formula 13).
 *
 * @param pairs how many things both judged; at least 1
 * @param observed the share on which they agree, 0 to 1
 * @param chance the share on which they would agree if each judged at random as often as they do, 0
 *     to 1, less than 1
 * @param kappa 1 where they always agree, 0 where they agree as chance would, down to -1
 * @param standardError of kappa, 0 or more; too small where there are few pairs, and 0 where they
 *     always agree
 */
public record Agreement(
    long pairs, double observed, double chance, double kappa, double standardError) {

  /** The two-sided 95 % point of the normal distribution. */
  private static final double NORMAL_95 = 1.959963984540054;

  /** Checks the ranges. */
  public Agreement {
    if (pairs < 1) {
      throw new IllegalArgumentException("pairs must be at least 1, not " + pairs);
    }
    if (!(standardError >= 0)) {
      throw new IllegalArgumentException("standardError must not be less than 0");
    }
  }

  /**
   * The agreement of a table of counts. O(k^2) for k kinds of judgement.
   *
   * @param counts how many things the first judged as the row says and the second as the column
   *     says; square, 2 kinds or more, none negative
   * @return empty if nothing was judged by both, or both judged all of it the same way: there is
   *     nothing then that chance would not explain
   * @throws IllegalArgumentException if the table is no such table
   */
  public static Optional<Agreement> of(long[][] counts) {
    long pairs = check(counts);
    int kinds = counts.length;
    double[] rows = new double[kinds];
    double[] columns = new double[kinds];
    for (int i = 0; i < kinds; i++) {
      for (int j = 0; j < kinds; j++) {
        rows[i] += (double) counts[i][j] / pairs;
        columns[j] += (double) counts[i][j] / pairs;
      }
    }
    double observed = 0;
    double chance = 0;
    boolean isOneKind = pairs == 0;
    for (int i = 0; i < kinds; i++) {
      observed += (double) counts[i][i] / pairs;
      chance += rows[i] * columns[i];
      isOneKind |= counts[i][i] == pairs;
    }
    if (isOneKind) {
      return Optional.empty();
    }
    double kappa = (observed - chance) / (1 - chance);
    double error = standardError(counts, new double[][] {rows, columns}, chance, kappa);
    return Optional.of(new Agreement(pairs, observed, chance, kappa, error));
  }

  private static long check(long[][] counts) {
    if (counts.length < 2) {
      throw new IllegalArgumentException("it takes 2 kinds of judgement, not " + counts.length);
    }
    long pairs = 0;
    for (long[] row : counts) {
      if (row.length != counts.length) {
        throw new IllegalArgumentException(
            counts.length + " rows cannot have " + row.length + " columns");
      }
      for (long count : row) {
        if (count < 0) {
          throw new IllegalArgumentException("a count must not be negative, as " + count + " is");
        }
        pairs += count;
      }
    }
    return pairs;
  }

  /** The shares of rows and columns come as two arrays. */
  private static double standardError(
      long[][] counts, double[][] shares, double chance, double kappa) {
    double[] rows = shares[0];
    double[] columns = shares[1];
    long pairs = check(counts);
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        double share = (double) counts[i][j] / pairs;
        double term =
            i == j
                ? 1 - (rows[i] + columns[i]) * (1 - kappa)
                : (1 - kappa) * (columns[i] + rows[j]);
        sum += share * term * term;
      }
    }
    double mean = kappa - chance * (1 - kappa);
    double variance = (sum - mean * mean) / pairs;
    return StrictMath.sqrt(Math.max(0, variance)) / (1 - chance);
  }

  /**
   * The lower end of the 95 % interval for kappa, at least -1. The interval rests on a normal
   * distribution, which takes some fifty pairs.
   */
  public double low() {
    return Math.max(-1, kappa - NORMAL_95 * standardError);
  }

  /** The upper end of the 95 % interval for kappa, at most 1. */
  public double high() {
    return Math.min(1, kappa + NORMAL_95 * standardError);
  }
}
