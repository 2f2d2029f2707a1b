package dev.ringwatch.learn;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Verdicts as rows and columns: the first column is constant, the second the logarithm of the odds
 * of the score, the others are signals. Immutable.
 */
final class TrainingSet {

  private static final int INTERCEPT = 0;
  private static final int SCORE = 1;
  private static final int FIRST_SIGNAL = 2;

  /** That a score of twice the odds means twice the odds is a weak guess. */
  private static final double SCORE_PENALTY = 1;

  /** A score is never turned around, and adjustments grow to no more than four times their size. */
  private static final double LEAST_SLOPE = 0.25;

  private final List<Column> columns;
  private final boolean[] positive;
  private final double[] weights;

  private TrainingSet(List<Column> columns, boolean[] positive, double[] weights) {
    this.columns = columns;
    this.positive = positive;
    this.weights = weights;
  }

  /** The verdicts in their order. O(verdicts x signals). */
  static TrainingSet of(List<JudgedAccount> judged, AnomalyModel model) {
    int size = judged.size();
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(ones, 0, 0, Double.NEGATIVE_INFINITY));
    columns.add(new Column(logOdds(judged), 1, SCORE_PENALTY, LEAST_SLOPE));
    double[][] signals = signals(judged, new Signals(model));
    for (int i = 0; i < signals.length; i++) {
      boolean isFree = Signals.ALL.get(i).direction() == 0;
      columns.add(new Column(signals[i], 0, 1, isFree ? Double.NEGATIVE_INFINITY : 0));
    }
    boolean[] positive = new boolean[size];
    double[] probabilities = new double[size];
    for (int row = 0; row < size; row++) {
      positive[row] = judged.get(row).isAbusive();
      probabilities[row] = judged.get(row).verdict().inclusionProbability();
    }
    return new TrainingSet(List.copyOf(columns), positive, AuditWeights.of(probabilities));
  }

  private static double[] logOdds(List<JudgedAccount> judged) {
    return judged.stream().mapToDouble(one -> Logistic.logOdds(one.account().risk())).toArray();
  }

  /** By signal, its value for each verdict; that of a signal that can only excuse is negative. */
  private static double[][] signals(List<JudgedAccount> judged, Signals signals) {
    double[][] columns = new double[Signals.ALL.size()][judged.size()];
    for (int row = 0; row < judged.size(); row++) {
      double[] values = signals.of(judged.get(row).account());
      for (int i = 0; i < values.length; i++) {
        columns[i][row] = Signals.ALL.get(i).direction() < 0 ? -values[i] : values[i];
      }
    }
    return columns;
  }

  int size() {
    return positive.length;
  }

  boolean isPositive(int row) {
    return positive[row];
  }

  double weight(int row) {
    return weights[row];
  }

  double scoreLogOdds(int row) {
    return columns.get(SCORE).values()[row];
  }

  /** Only some of the rows. */
  TrainingSet only(int[] rows) {
    boolean[] chosen = new boolean[rows.length];
    double[] chosenWeights = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = positive[rows[i]];
      chosenWeights[i] = weights[rows[i]];
    }
    return new TrainingSet(
        columns.stream().map(column -> column.only(rows)).toList(), chosen, chosenWeights);
  }

  /** What the score alone says: the coefficients to begin from, those of signals 0. */
  double[] withoutSignals() {
    double[] start = {0, 1};
    double[] fitted =
        BoundedLogistic.fit(columns.subList(0, FIRST_SIGNAL), positive, weights, start);
    return Arrays.copyOf(fitted, columns.size());
  }

  /** The coefficients under a penalty of the signals. */
  double[] fit(double penalty, double[] start) {
    List<Column> penalised = new ArrayList<>(columns.subList(0, FIRST_SIGNAL));
    for (Column column : columns.subList(FIRST_SIGNAL, columns.size())) {
      penalised.add(column.withPenalty(penalty));
    }
    return BoundedLogistic.fit(penalised, positive, weights, start);
  }

  /** The logarithm of the odds that coefficients give a row. */
  double logOdds(int row, double[] coefficients) {
    double sum = 0;
    for (int column = 0; column < coefficients.length; column++) {
      sum += coefficients[column] * columns.get(column).values()[row];
    }
    return sum;
  }

  /** The same on the scale of the score: what {@link LearnedBlend} has odds of. */
  double adjustedLogOdds(int row, double[] coefficients) {
    return (logOdds(row, coefficients) - coefficients[INTERCEPT]) / coefficients[SCORE];
  }

  /** By the name of the signal, what it adds to the logarithm of the odds of a score. */
  static Map<String, Double> adjustments(double[] coefficients) {
    Map<String, Double> byName = new HashMap<>();
    for (int i = 0; i < Signals.ALL.size(); i++) {
      Signal signal = Signals.ALL.get(i);
      double sign = signal.direction() < 0 ? -1 : 1;
      byName.put(signal.name(), sign * coefficients[FIRST_SIGNAL + i] / coefficients[SCORE]);
    }
    return byName;
  }
}
