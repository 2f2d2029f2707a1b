package dev.ringwatch.learn;

import dev.ringwatch.calibrate.FalsePositiveBound;
import java.util.List;

/**
 * How an adjustment is learned and when it passes.
 *
 * @param penalties how strongly adjustments are held back, the strongest first; cross-validation
 *     chooses among them and none at all. At 1 an adjustment has the prior of a normal variable
 *     with a deviation of 1 in the logarithm of the odds
 * @param folds into how many parts verdicts are cut to choose, 2 or more
 * @param fewestOfEach abusive accounts, and benign ones, each ring counted once, below which
 *     nothing is learned; no less than {@code folds}
 * @param bound on false positives under which it has to find more, with what confidence
 * @param seed of the folds and the draws
 */
public record LearningConfig(
    List<Double> penalties, int folds, int fewestOfEach, FalsePositiveBound bound, long seed) {

  /** Checks every value. */
  public LearningConfig {
    penalties = List.copyOf(penalties);
    double stronger = Double.POSITIVE_INFINITY;
    for (double penalty : penalties) {
      if (!(penalty > 0 && penalty < stronger)) {
        throw new IllegalArgumentException(
            "penalties must be above 0 and descend from one to the next, not " + penalties);
      }
      stronger = penalty;
    }
    if (folds < 2 || fewestOfEach < folds) {
      throw new IllegalArgumentException(
          "learning needs 2 folds or more and no fewer accounts of each kind, not "
              + folds
              + " and "
              + fewestOfEach);
    }
  }

  /**
   * Penalties from 256 to 1, each a quarter of the one before; 5 folds, 10 accounts, 2 % at 95 %.
   */
  public static LearningConfig ofDefaults() {
    return new LearningConfig(
        List.of(256.0, 64.0, 16.0, 4.0, 1.0), 5, 10, FalsePositiveBound.ofDefaults(), 1);
  }

  /** The same under another bound. */
  public LearningConfig withBound(FalsePositiveBound other) {
    return new LearningConfig(penalties, folds, fewestOfEach, other, seed);
  }

  /** The same with other folds and draws. */
  public LearningConfig withSeed(long other) {
    return new LearningConfig(penalties, folds, fewestOfEach, bound, other);
  }
}
