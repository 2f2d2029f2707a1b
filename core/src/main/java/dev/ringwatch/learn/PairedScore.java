package dev.ringwatch.learn;

/**
 * An account that nobody learned from, with both scores.
 *
 * @param before without what verdicts teach
 * @param after with it
 * @param abusive what was found
 * @param audited whether the random audit chose it
 * @param inclusionProbability how likely it was to be looked at, above 0 and at most 1
 * @param unit its ring, or itself
 */
record PairedScore(
    double before,
    double after,
    boolean abusive,
    boolean audited,
    double inclusionProbability,
    String unit) {

  static PairedScore of(JudgedAccount one, double after) {
    JudgedAccount.Verdict verdict = one.verdict();
    return new PairedScore(
        one.account().risk(),
        after,
        verdict.abusive(),
        verdict.audited(),
        verdict.inclusionProbability(),
        one.unit());
  }
}
