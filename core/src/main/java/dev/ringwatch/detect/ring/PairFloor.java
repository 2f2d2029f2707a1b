package dev.ringwatch.detect.ring;

/**
 * A null model under which pairs share less by chance than under that of some graph, and a bound
 * that is easier to reach: as long as the models of later graphs stay above the first and their
 * bounds below the second, a pair that is not significant by these is not by theirs either, unless
 * what it shares has changed.
 *
 * @param model the model
 * @param logBound the logarithm of the largest p-value
 * @param exact whether it is for one graph only, so that masses count as they are and not in steps
 */
record PairFloor(NullModel model, double logBound, boolean exact) {

  /*
   * A pair's p-value rises with every mean of its null distribution: a tail of a geometric variable
   * does, the smallest of several does, and so does Fisher's combination. The means rise with the
   * scale of their kind and with the sum S of masses up to any bound, less what of them is the
   * pair's own. So where scales and sums are no less than here, for all kinds and all bounds, no
   * p-value of the same masses is less than here.
   *
   * Nor is that of others in the same steps (MassStep). Let l_1 <= l_2 <= ... be the least masses
   * of the steps of c_1 <= c_2 <= ...; the order stays, and the smallest of several stays the
   * smallest. S(c_j) >= S(l_j), and own pairs, which rise with a mass, are counted as of the most
   * that a step has. So each mean by the l is no more than that by the c. Where several l are equal
   * and only the last of them counts, its tail is no more than that of those before: it stands for
   * more keys and has less mass.
   *
   * Rounding may be against all that by some units in the last place, for which there is SURELY.
   */

  /** How much of scales and sums may be lost before all pairs are tested again. */
  private static final double SPARE = 0.2;

  /** How many keys may become more popular than any bound before. */
  private static final int SPARE_KEYS = 16;

  /** How much the bound may rise before, in logarithms. */
  private static final double SPARE_BOUND = 0.25;

  private static final double SURELY = 1e-6;

  /** One with room for graphs that come after the given. O(keys). */
  static PairFloor below(PairBasis basis) {
    return new PairFloor(
        basis.model().less(SPARE, SPARE_KEYS), basis.logBound() + SPARE_BOUND, false);
  }

  /** The graph's own model and bound, for who tests once. */
  static PairFloor exactly(PairBasis basis) {
    return new PairFloor(basis.model(), basis.logBound(), true);
  }

  /** As what a pair mass counts: no more than it may become while nothing of the pair changes. */
  double mass(long pairMass) {
    return exact ? pairMass : MassStep.least(pairMass);
  }

  /** Whether what is not significant here is not in a graph either. O(keys). */
  boolean holdsFor(PairBasis basis) {
    return basis.logBound() <= logBound - SURELY && basis.model().isNowhereBelow(model);
  }
}
