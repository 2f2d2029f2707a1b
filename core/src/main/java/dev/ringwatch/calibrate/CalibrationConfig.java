package dev.ringwatch.calibrate;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a threshold has to keep to.
 *
 * @param bound on false positives
 * @param costRatio what flagging a benign account costs, in missed abusive ones; above 0
 * @param reviewBudget how many accounts can be looked at in a day; 0 or more
 * @param grid which values scores take
 * @param resampling for the interval of average precision
 */
public record CalibrationConfig(
    FalsePositiveBound bound,
    OptionalDouble costRatio,
    OptionalLong reviewBudget,
    ScoreGrid grid,
    Resampling resampling) {

  /** Checks the ranges. */
  public CalibrationConfig {
    if (costRatio.isPresent() && !(costRatio.getAsDouble() > 0 && costRatio.getAsDouble() < 1e12)) {
      throw new IllegalArgumentException(
          "costRatio must be above 0 and below 1e12, not " + costRatio.getAsDouble());
    }
    if (reviewBudget.isPresent() && reviewBudget.getAsLong() < 0) {
      throw new IllegalArgumentException(
          "reviewBudget must be 0 or more, not " + reviewBudget.getAsLong());
    }
  }

  /** Risk scores under 2 % at 95 % confidence, and nothing else. */
  public static CalibrationConfig ofDefaults() {
    return new CalibrationConfig(
        FalsePositiveBound.ofDefaults(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        ScoreGrid.RISK,
        Resampling.ofDefaults());
  }

  /** The same under another bound. */
  public CalibrationConfig withBound(FalsePositiveBound other) {
    return new CalibrationConfig(other, costRatio, reviewBudget, grid, resampling);
  }

  /** The same with a cost of wrong flags. */
  public CalibrationConfig withCostRatio(double ratio) {
    return new CalibrationConfig(bound, OptionalDouble.of(ratio), reviewBudget, grid, resampling);
  }

  /** The same with a review budget. */
  public CalibrationConfig withReviewBudget(long accountsPerDay) {
    return new CalibrationConfig(
        bound, costRatio, OptionalLong.of(accountsPerDay), grid, resampling);
  }

  /** The same for other scores. */
  public CalibrationConfig withGrid(ScoreGrid other) {
    return new CalibrationConfig(bound, costRatio, reviewBudget, other, resampling);
  }

  /** The same with other draws. */
  public CalibrationConfig withResampling(Resampling other) {
    return new CalibrationConfig(bound, costRatio, reviewBudget, grid, other);
  }
}
