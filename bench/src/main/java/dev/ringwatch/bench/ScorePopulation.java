package dev.ringwatch.bench;

import dev.ringwatch.calibrate.ScoreGrid;
import java.util.SplittableRandom;

/** Benign and abusive accounts whose scores are drawn from a known distribution. */
enum ScorePopulation {
  /** Logistic: a bell with heavier tails than the normal one. */
  LOGISTIC,
  /** Exponential: nearly all near zero, a long tail. */
  EXPONENTIAL,
  /** The logistic one rounded to tenths. */
  LOGISTIC_TENTHS,
  /** Like risk scores: 0 to 100 in tenths, nine benign accounts in ten below 53. */
  RISK_TENTHS,
  /** The same in whole points, of which many tie. */
  RISK_POINTS,
  /** Nine benign accounts in ten score zero. */
  MOSTLY_ZERO;

  private static final int BISECTIONS = 60;

  /** Which values its scores take. */
  ScoreGrid grid() {
    return switch (this) {
      case LOGISTIC, EXPONENTIAL -> ScoreGrid.ANY;
      case LOGISTIC_TENTHS -> new ScoreGrid(10, Double.POSITIVE_INFINITY);
      case RISK_TENTHS, MOSTLY_ZERO -> ScoreGrid.RISK;
      case RISK_POINTS -> new ScoreGrid(1, 100);
    };
  }

  /** The score of a kind at a share of 0 to 1 of it; grows with the share. */
  double score(double share, boolean abusive) {
    return switch (this) {
      case LOGISTIC -> logistic(share) + (abusive ? 4 : 0);
      case EXPONENTIAL -> -Math.log1p(-share) * (abusive ? 4 : 1);
      case LOGISTIC_TENTHS -> Math.rint(10 * (logistic(share) + (abusive ? 4 : 0))) / 10;
      case RISK_TENTHS -> Math.rint(1000 * risk(share, abusive)) / 10;
      case RISK_POINTS -> Math.rint(100 * risk(share, abusive));
      case MOSTLY_ZERO ->
          share < (abusive ? 0.2 : 0.9)
              ? 0
              : Math.rint(1000 * (share - (abusive ? 0.2 : 0.9))) / 10;
    };
  }

  private static double logistic(double share) {
    return Math.log(share / (1 - share));
  }

  private static double risk(double share, boolean abusive) {
    return Math.pow(share, abusive ? 0.5 : 6);
  }

  double[] benign(SplittableRandom random, int count) {
    double[] scores = new double[count];
    for (int i = 0; i < count; i++) {
      scores[i] = score(random.nextDouble(), false);
    }
    return scores;
  }

  /** The true share of a kind at or above a threshold. */
  double flagged(double threshold, boolean abusive) {
    double below = 0;
    double above = 1;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (below + above) / 2;
      if (score(middle, abusive) >= threshold) {
        above = middle;
      } else {
        below = middle;
      }
    }
    return 1 - above;
  }

  /** The smallest threshold at which no more than a share of benign accounts is flagged. */
  double oracle(double maxRate) {
    double at = score(1 - maxRate, false);
    return flagged(at, false) <= maxRate + 1e-12 ? at : grid().above(at).orElse(at);
  }
}
