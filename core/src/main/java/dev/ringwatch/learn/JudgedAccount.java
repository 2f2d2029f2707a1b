package dev.ringwatch.learn;

import java.time.Instant;

/**
 * An account that somebody decided about, as it was when that was decided.
 *
 * @param account what it did, and its score
 * @param verdict what was decided, and how it came to that
 * @param unit what must not be torn apart when accounts are held back: the id of its ring, or of
 *     the account itself. Accounts of one ring are nearly copies of one another
 */
public record JudgedAccount(ScoredAccount account, Verdict verdict, String unit) {

  /**
   * What was decided.
   *
   * @param abusive or else benign
   * @param audited whether the random audit chose the account, in which all have the same chance
   * @param inclusionProbability how likely it was to be looked at, above 0 and at most 1; 1 for all
   *     where that is not known
   * @param at when
   */
  public record Verdict(boolean abusive, boolean audited, double inclusionProbability, Instant at) {

    /** Checks the range. */
    public Verdict {
      if (!(inclusionProbability > 0 && inclusionProbability <= 1)) {
        throw new IllegalArgumentException(
            "an inclusion probability lies above 0 and is at most 1, not " + inclusionProbability);
      }
    }
  }

  boolean isAbusive() {
    return verdict.abusive();
  }
}
