package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedLogisticTest {

  private static final double NO_BOUND = Double.NEGATIVE_INFINITY;
  private static final int ROWS = 60;

  @SuppressWarnings("ArrayRecordComponent") // columns, made for one test
  private record Problem(List<Column> columns, boolean[] positive, double[] weights) {}

  private static Problem problem(long seed) {
    Random random = new Random(seed);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double[] values = random.doubles(ROWS, -1, 1).toArray();
      double lowest = i % 2 == 0 ? 0.1 : NO_BOUND;
      columns.add(new Column(values, random.nextDouble(), 0.1 + 2 * random.nextDouble(), lowest));
    }
    boolean[] positive = new boolean[ROWS];
    double[] weights = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double odds = 3 * columns.get(0).values()[row] - 2 * columns.get(2).values()[row];
      positive[row] = odds + random.nextGaussian() > 0;
      weights[row] = 0.2 + random.nextDouble();
    }
    return new Problem(columns, positive, weights);
  }

  private static double value(Problem problem, double[] coefficients) {
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum +=
          problem.weights()[row]
              * Logistic.loss(odds(problem, row, coefficients), problem.positive()[row]);
    }
    for (int i = 0; i < coefficients.length; i++) {
      double off = coefficients[i] - problem.columns().get(i).prior();
      sum += problem.columns().get(i).penalty() / 2 * off * off;
    }
    return sum;
  }

  private static double odds(Problem problem, int row, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      sum += coefficients[i] * problem.columns().get(i).values()[row];
    }
    return sum;
  }

  /** Slow and obvious: small steps downhill, back to the bound where one crosses it. */
  private static double[] downhill(Problem problem) {
    double[] at = {0.1, 0, 0.1, 0, 0.1};
    for (int step = 0; step < 20_000; step++) {
      double[] slope = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        Column column = problem.columns().get(i);
        slope[i] = column.penalty() * (at[i] - column.prior());
        for (int row = 0; row < ROWS; row++) {
          double share = 1 / (1 + Math.exp(-odds(problem, row, at)));
          double off = share - (problem.positive()[row] ? 1 : 0);
          slope[i] += problem.weights()[row] * off * column.values()[row];
        }
      }
      for (int i = 0; i < at.length; i++) {
        at[i] = Math.max(problem.columns().get(i).lowest(), at[i] - 0.02 * slope[i]);
      }
    }
    return at;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void findsWhatSmallStepsDownhillFind(long seed) {
    Problem problem = problem(seed);
    double[] fitted =
        BoundedLogistic.fit(
            problem.columns(), problem.positive(), problem.weights(), new double[] {1, 1, 1, 1, 1});
    assertThat(fitted).as("seed %d", seed).containsExactly(downhill(problem), within(1e-5));
    assertThat(fitted[0]).isGreaterThanOrEqualTo(0.1);
    assertThat(value(problem, fitted))
        .isLessThanOrEqualTo(value(problem, downhill(problem)) + 1e-9);
  }

  /** 1 + (0.1 - 1) is an ulp below 0.1. */
  @Test
  void endsAtABoundAndNeverBelow() {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      double lowest = random.nextDouble();
      double[] fitted =
          BoundedLogistic.fit(
              List.of(new Column(new double[] {1, 1, 0.5, -1}, 0, 1, lowest)),
              new boolean[] {false, false, false, true},
              new double[] {1, 1, 1, 1},
              new double[] {lowest + random.nextDouble()});
      assertThat(fitted[0]).as("seed %d", seed).isEqualTo(lowest);
    }
  }

  @Test
  void aConstantAloneIsTheLogarithmOfTheOdds() {
    double[] ones = {1, 1, 1, 1};
    double[] fitted =
        BoundedLogistic.fit(
            List.of(new Column(ones, 0, 0, NO_BOUND)),
            new boolean[] {true, true, true, false},
            ones,
            new double[] {0});
    assertThat(fitted[0]).isCloseTo(Math.log(3), within(1e-6));
  }

  @Test
  void aColumnThatTellsNothingStaysAtItsPrior() {
    double[] ones = {1, 1, 1, 1};
    double[] fitted =
        BoundedLogistic.fit(
            List.of(new Column(ones, 0, 0, NO_BOUND), new Column(new double[4], 0, 1, NO_BOUND)),
            new boolean[] {true, false, true, false},
            ones,
            new double[] {0.3, 0});
    assertThat(fitted[1]).isZero();
  }

  @Test
  void perfectSeparationStaysFiniteUnderAPenalty() {
    double[] fitted =
        BoundedLogistic.fit(
            List.of(new Column(new double[] {1, 2, -1, -2}, 0, 0.01, NO_BOUND)),
            new boolean[] {true, true, false, false},
            new double[] {1, 1, 1, 1},
            new double[] {0});
    assertThat(fitted[0]).isFinite().isGreaterThan(2);
  }
}
