package dev.ringwatch.learn;

import java.util.List;

/**
 * How well each penalty does on accounts that were held back: the loss of each verdict under what
 * was learned without its part, first without any adjustment, then under each penalty.
 *
 * @param losses by penalty and verdict
 * @param adjusted by penalty and verdict, the logarithm of the odds of its score, adjusted
 */
@SuppressWarnings("ArrayRecordComponent") // columns, handed over and not changed
record CrossValidation(double[][] losses, double[][] adjusted) {

  /**
   * Holds back each part in turn. O(parts x penalties) fits.
   *
   * @param parts by verdict, from 0
   * @param penalties the strongest first
   */
  static CrossValidation of(TrainingSet all, int[] parts, int count, List<Double> penalties) {
    int ways = penalties.size() + 1;
    CrossValidation found =
        new CrossValidation(new double[ways][all.size()], new double[ways][all.size()]);
    for (int part = 0; part < count; part++) {
      TrainingSet kept = all.only(Folds.rows(parts, part, false));
      int[] heldBack = Folds.rows(parts, part, true);
      double[] coefficients = kept.withoutSignals();
      found.note(0, all, heldBack, coefficients);
      for (int way = 1; way < ways; way++) {
        coefficients = kept.fit(penalties.get(way - 1), coefficients);
        found.note(way, all, heldBack, coefficients);
      }
    }
    return found;
  }

  private void note(int way, TrainingSet all, int[] heldBack, double[] coefficients) {
    for (int row : heldBack) {
      losses[way][row] = Logistic.loss(all.logOdds(row, coefficients), all.isPositive(row));
      adjusted[way][row] = all.adjustedLogOdds(row, coefficients);
    }
  }

  /**
   * The way that holds back most among those that are not worse than the best by more than one
   * standard error of the difference, unit by unit (Breiman et al., Classification and Regression
   * Trees, 1984): what cannot be told from the best and changes less is better.
   *
   * @param units of the verdicts
   * @return 0 for no adjustment, or 1 and more for a penalty
   */
  int choice(TrainingSet all, Units units) {
    int best = 0;
    for (int way = 1; way < losses.length; way++) {
      best = mean(all, way, best) < 0 ? way : best;
    }
    for (int way = 0; way < best; way++) {
      if (mean(all, way, best) <= standardError(all, units, way, best)) {
        return way;
      }
    }
    return best;
  }

  /** By how much one way loses more than another, on average. */
  private double mean(TrainingSet all, int way, int other) {
    double sum = 0;
    for (int row = 0; row < all.size(); row++) {
      sum += all.weight(row) * (losses[way][row] - losses[other][row]);
    }
    return sum / all.size();
  }

  private double standardError(TrainingSet all, Units units, int way, int other) {
    double mean = mean(all, way, other);
    double squares = 0;
    for (int[] unit : units.rows()) {
      double off = 0;
      for (int row : unit) {
        off += all.weight(row) * (losses[way][row] - losses[other][row] - mean);
      }
      squares += off * off;
    }
    return Math.sqrt(squares) / all.size();
  }
}
