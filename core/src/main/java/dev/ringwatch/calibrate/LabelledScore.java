package dev.ringwatch.calibrate;

/**
 * The score of an account that somebody looked at: its highest of a day, one day per account.
 *
 * @param score higher is worse; not NaN
 * @param abusive what was found
 * @param audited whether the random audit chose the account, in which all have the same chance
 * @param inclusionProbability how likely it was to be looked at, by the audit or otherwise, above 0
 *     and at most 1; 1 for all where that is not known
 */
public record LabelledScore(
    double score, boolean abusive, boolean audited, double inclusionProbability) {

  /** Checks the ranges. */
  public LabelledScore {
    score = Share.requireScore(score) + 0.0; // there is one zero, not two
    if (!(inclusionProbability > 0 && inclusionProbability <= 1)) {
      throw new IllegalArgumentException(
          "an inclusion probability lies above 0 and is at most 1, not " + inclusionProbability);
    }
  }

  /** For how many accounts it stands. */
  double weight() {
    return 1 / inclusionProbability;
  }
}
