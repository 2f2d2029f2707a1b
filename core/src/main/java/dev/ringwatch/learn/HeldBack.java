package dev.ringwatch.learn;

import java.util.List;

/**
 * Accounts that one adjustment is compared on.
 *
 * @param judged those that were judged, later than all that it learned from
 * @param everyone all accounts that it did not learn from, or a random sample, these among them
 */
record HeldBack(List<PairedScore> judged, List<Scores> everyone) {

  /** Copies the lists. */
  HeldBack {
    judged = List.copyOf(judged);
    everyone = List.copyOf(everyone);
  }

  /**
   * Both scores of an account.
   *
   * @param before without what verdicts teach
   * @param after with it
   */
  record Scores(double before, double after) {}

  /**
   * The adjusted score that no more accounts are above than are above one of the score alone; of
   * accounts that tie there none is; where there are no accounts, no score is. O(n log n).
   */
  double cutAfter(double cutBefore) {
    double[] sorted = everyone.stream().mapToDouble(one -> -one.after()).sorted().toArray();
    int above = (int) everyone.stream().filter(one -> one.before() > cutBefore).count();
    if (sorted.length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    return above < sorted.length ? -sorted[above] : Double.NEGATIVE_INFINITY;
  }
}
