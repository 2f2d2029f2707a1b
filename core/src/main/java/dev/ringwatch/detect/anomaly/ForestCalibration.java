package dev.ringwatch.detect.anomaly;

import java.util.Arrays;

/**
 * Maps a raw forest score to the forest's part F of the anomaly score, by training statistics
 * alone: F = 1 - 4^(-t) where t runs from 0 at the median training score to 1 at the 99 % quantile.
 * F is 0 up to the median, 0.75 at that quantile, and keeps growing beyond it: a score three times
 * as far out has 0.98, and no two different scores above the median tie.
 *
 * @param usualPath the median mean path length over the training accounts
 * @param usualScore the raw score that belongs to it
 * @param unit raw score from the median to the 99 % quantile, at least {@value #MIN_UNIT}
 */
record ForestCalibration(double usualPath, double usualScore, double unit) {

  /**
   * Raw scores closer than this are noise of the trees: among accounts all alike the worst is not a
   * finding.
   */
  static final double MIN_UNIT = 0.05;

  private static final double TOP_QUANTILE = 0.99;
  private static final double LN_4 = 1.3862943611198906;

  ForestCalibration {
    if (!(unit >= MIN_UNIT)) {
      throw new IllegalArgumentException("unit must be at least " + MIN_UNIT + ", not " + unit);
    }
  }

  /** Calibrates to the training rows' mean path lengths, at least one. */
  static ForestCalibration of(IsolationForest forest, double[] pathLengths) {
    double[] sorted = pathLengths.clone();
    Arrays.sort(sorted);
    double usualPath = sorted[sorted.length / 2];
    double topPath = sorted[(int) ((1 - TOP_QUANTILE) * sorted.length)];
    double usualScore = forest.toScore(usualPath);
    return new ForestCalibration(
        usualPath, usualScore, Math.max(MIN_UNIT, forest.toScore(topPath) - usualScore));
  }

  /** The calibration that a state describes. */
  static ForestCalibration of(IsolationForest forest, ModelState.Calibration state) {
    return new ForestCalibration(
        state.usualPath(), forest.toScore(state.usualPath()), state.unit());
  }

  ModelState.Calibration state() {
    return new ModelState.Calibration(usualPath, unit);
  }

  /** F of a raw score. */
  double part(double rawScore) {
    return rawScore <= usualScore ? 0 : -StrictMath.expm1(-LN_4 * (rawScore - usualScore) / unit);
  }
}
