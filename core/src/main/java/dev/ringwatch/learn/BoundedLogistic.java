package dev.ringwatch.learn;

import java.util.List;

/**
 * Logistic regression with weights, priors and lower bounds: the coefficients b, none below its
 * bound, that minimise
 *
 * <p>sum over rows of weight x loss + 1/2 sum over columns of penalty (b - prior)^2.
 *
 * <p>The function is convex, so there is one minimum, whatever the start; the same input gives the
 * same bits. Solved by Newton steps, each a quadratic problem that is solved one coordinate after
 * the other (Friedman, Hastie and Tibshirani: Regularization paths for generalized linear models
 * via coordinate descent, 2010), and halved until the function falls. Used once. O(rows x columns)
 * per sweep, some hundred sweeps.
 */
final class BoundedLogistic {

  private static final int MAX_STEPS = 100;
  private static final int MAX_SWEEPS = 100;
  private static final int MAX_HALVINGS = 40;
  private static final double SETTLED = 1e-7;
  private static final double LEAST_CURVATURE = 1e-6;

  private final List<Column> columns;
  private final boolean[] positive;
  private final double[] weights;
  private final double[] coefficients;
  private final double[] logOdds;

  private BoundedLogistic(
      List<Column> columns, boolean[] positive, double[] weights, double[] start) {
    this.columns = columns;
    this.positive = positive;
    this.weights = weights;
    this.coefficients = start.clone();
    this.logOdds = new double[positive.length];
    for (int column = 0; column < start.length; column++) {
      addTo(logOdds, column, coefficients[column]);
    }
  }

  /**
   * Fits.
   *
   * @param columns each with a value per row
   * @param positive what was the case, by row
   * @param weights above 0, by row
   * @param start coefficients to begin from, none below its bound: a good guess saves time
   * @return the coefficients, by column
   */
  static double[] fit(List<Column> columns, boolean[] positive, double[] weights, double[] start) {
    BoundedLogistic problem = new BoundedLogistic(columns, positive, weights, start);
    int steps = 1;
    while (problem.step() > SETTLED && steps < MAX_STEPS) {
      steps++;
    }
    return problem.coefficients;
  }

  /** Takes one Newton step and says how far the coefficient went that went farthest. */
  private double step() {
    double[] direction = direction();
    double[] along = new double[logOdds.length];
    for (int column = 0; column < direction.length; column++) {
      if (direction[column] != 0) {
        addTo(along, column, direction[column]);
      }
    }
    double before = value(0, direction, along);
    double length = 1;
    for (int halving = 0; value(length, direction, along) > before; halving++) {
      if (halving == MAX_HALVINGS) {
        return 0;
      }
      length /= 2;
    }
    double farthest = 0;
    for (int column = 0; column < direction.length; column++) {
      // The sum may end an ulp below the bound that the direction was to end at.
      coefficients[column] =
          Math.max(columns.get(column).lowest(), coefficients[column] + length * direction[column]);
      farthest = Math.max(farthest, Math.abs(length * direction[column]));
    }
    for (int row = 0; row < logOdds.length; row++) {
      logOdds[row] += length * along[row];
    }
    return farthest;
  }

  /** What is minimised, so far along a direction. */
  private double value(double length, double[] direction, double[] along) {
    double sum = 0;
    for (int row = 0; row < along.length; row++) {
      sum += weights[row] * Logistic.loss(logOdds[row] + length * along[row], positive[row]);
    }
    for (int i = 0; i < direction.length; i++) {
      Column column = columns.get(i);
      double off = coefficients[i] + length * direction[i] - column.prior();
      sum += column.penalty() / 2 * off * off;
    }
    return sum;
  }

  /** From where it stands to the minimum of the quadratic function that agrees with it there. */
  private double[] direction() {
    double[] curvature = new double[logOdds.length];
    double[] residual = new double[logOdds.length];
    for (int row = 0; row < residual.length; row++) {
      double share = Logistic.share(logOdds[row]);
      residual[row] = weights[row] * ((positive[row] ? 1 : 0) - share);
      curvature[row] = weights[row] * Math.max(LEAST_CURVATURE, share * (1 - share));
    }
    double[] steepness = steepness(curvature);
    double[] direction = new double[coefficients.length];
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double farthest = 0;
      for (int column = 0; column < direction.length; column++) {
        if (steepness[column] > 0) {
          double change = change(column, direction, residual, steepness[column]);
          direction[column] += change;
          move(column, change, curvature, residual);
          farthest = Math.max(farthest, Math.abs(change));
        }
      }
      if (farthest < SETTLED / 10) {
        break;
      }
    }
    return direction;
  }

  /** By column, the second derivative; 0 for a column that can tell nothing. */
  private double[] steepness(double[] curvature) {
    double[] steepness = new double[coefficients.length];
    for (int i = 0; i < steepness.length; i++) {
      double[] values = columns.get(i).values();
      double sum = 0;
      for (int row = 0; row < values.length; row++) {
        sum += curvature[row] * values[row] * values[row];
      }
      boolean isTold = sum > 0 || coefficients[i] != columns.get(i).prior();
      steepness[i] = isTold ? sum + columns.get(i).penalty() : 0;
    }
    return steepness;
  }

  private double change(int i, double[] direction, double[] residual, double steepness) {
    Column column = columns.get(i);
    double now = coefficients[i] + direction[i];
    double slope = -column.penalty() * (now - column.prior());
    double[] values = column.values();
    for (int row = 0; row < values.length; row++) {
      slope += values[row] * residual[row];
    }
    return Math.max(column.lowest(), now + slope / steepness) - now;
  }

  private void move(int column, double change, double[] curvature, double[] residual) {
    if (change == 0) {
      return;
    }
    double[] values = columns.get(column).values();
    for (int row = 0; row < values.length; row++) {
      residual[row] -= change * curvature[row] * values[row];
    }
  }

  private void addTo(double[] sums, int column, double coefficient) {
    double[] values = columns.get(column).values();
    for (int row = 0; row < values.length; row++) {
      sums[row] += coefficient * values[row];
    }
  }
}
