package dev.ringwatch.learn;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;

/**
 * An account with the score that nobody's verdict had a part in.
 *
 * @param vector what it did
 * @param risk anomaly and ring blended, without what hunts add: 0 to 100, higher is worse
 * @param ring the score of its ring, 0 to 100; 0 without a ring
 */
public record ScoredAccount(FeatureVector vector, double risk, double ring) {

  /** Checks the ranges. */
  public ScoredAccount {
    requireScore("risk", risk);
    requireScore("ring", ring);
  }

  private static void requireScore(String name, double score) {
    if (!(score >= 0 && score <= 100)) {
      throw new IllegalArgumentException(name + " must be 0 to 100, not " + score);
    }
  }

  /** Whose score it is. */
  public AccountId account() {
    return vector.account();
  }
}
