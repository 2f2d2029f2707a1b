package dev.ringwatch.calibrate;

import java.util.Arrays;
import java.util.List;

/**
 * How likely accounts were to be labelled, by score: of all that scored about the same, the share
 * that has a label. Who is looked at is chosen by the score, mostly; where nothing else that has to
 * do with abuse chooses, estimates that weigh labels by the inverse of this share are of all
 * accounts and not of the labelled ones (post-stratification; Little: Post-stratification: a
 * modeler's perspective, 1993).
 */
public final class ScoreStrata {

  /** So many points wide is a stratum; where it has no label the next ones are taken with it. */
  private static final int POINTS = 5;

  private static final int STRATA = 100 / POINTS;

  private final double[] probabilities;

  private ScoreStrata(double[] probabilities) {
    this.probabilities = probabilities;
  }

  /**
   * Counts. O(labels + accounts).
   *
   * @param labels the accounts that have one
   * @param days the scores of all accounts, labelled or not: an array for each day
   */
  public static ScoreStrata of(List<LabelledScore> labels, List<double[]> days) {
    long[] labelled = new long[STRATA];
    long[] all = new long[STRATA];
    labels.forEach(label -> labelled[stratum(label.score())]++);
    days.forEach(day -> {
      for (double score : day) {
        all[stratum(Share.requireScore(score))]++;
      }
    });
    return new ScoreStrata(probabilities(labelled, all));
  }

  /**
   * Strata without a label are put to the next above that has some, the last ones to that below.
   */
  private static double[] probabilities(long[] labelled, long[] all) {
    double[] probabilities = new double[STRATA];
    int last = lastLabelled(labelled);
    int from = 0;
    long labels = 0;
    long accounts = 0;
    for (int stratum = 0; stratum < STRATA; stratum++) {
      labels += labelled[stratum];
      accounts += all[stratum];
      if (stratum == STRATA - 1 || (labels > 0 && stratum < last)) {
        Arrays.fill(probabilities, from, stratum + 1, share(labels, accounts));
        from = stratum + 1;
        labels = 0;
        accounts = 0;
      }
    }
    return probabilities;
  }

  private static int lastLabelled(long[] labelled) {
    int last = STRATA - 1;
    while (last > 0 && labelled[last] == 0) {
      last--;
    }
    return last;
  }

  /** Labels may be of days of which no scores are kept, so that there are more of them. */
  private static double share(long labels, long accounts) {
    return labels == 0 || labels >= accounts ? 1 : (double) labels / accounts;
  }

  private static int stratum(double score) {
    return Math.clamp((int) (score / POINTS), 0, STRATA - 1);
  }

  /** How likely an account of a score was to be labelled, above 0 and at most 1. */
  public double probability(double score) {
    return probabilities[stratum(score)];
  }
}
