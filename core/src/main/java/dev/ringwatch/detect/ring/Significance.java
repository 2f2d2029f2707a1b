package dev.ringwatch.detect.ring;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which candidate pairs are significant among all pairs of accounts, with a bounded false discovery
 * rate.
 */
final class Significance {

  /*
   * Two passes of Benjamini and Hochberg [1] at q each: over all n (n - 1) / 2 pairs; then over the
   * pairs among the accounts that the first pass has linked, whose number m2 is far smaller. With q
   * = r / (2 + r) the expected share of false pairs among all reported is at most r, if p-values of
   * innocent pairs are independent of each other and of the rest, and no smaller than uniform:
   *
   * Let R1 and R2 be the numbers of pairs that the passes report. A pair of the first pass has
   * p <= q R1 / m <= q R1 / m2 and so is reported by the second: R2 >= R1, and the false ones of
   * the first pass add at most E[V1 / R1] <= q. Let i be an innocent pair that the first pass does
   * not report. Raising p_i to 1 changes nothing in the first pass, so the family S of the second
   * is then a function of the other p-values; given them, p_i <= q R2 / m2 only if p_i <= q r / m2
   * with r the R2 that p_i = 0 would give [2], so that E[1{i reported} / R2] <= q E[1{i in S} /
   * m2]. Given the others, i is left out by the first pass with a probability of at least 1 - q;
   * so the sum over i is at most q / (1 - q) E[innocents of S left out by the first pass / m2] <=
   * q / (1 - q). With q = r / (2 + r), q + q / (1 - q) = r / (2 + r) + r / 2 <= r.
   *
   * Pairs that share an account or a key are not independent; for what that does there are the
   * shuffled logs of decision record 0006. Pairs of strong groups (tied) are reported besides, under
   * the bound of StrongGroups.
   *
   * [1] Y. Benjamini, Y. Hochberg: Controlling the false discovery rate, 1995.
   * [2] The leave-one-out argument of J. Ferreira, A. Zwinderman: On the Benjamini-Hochberg method,
   * 2006.
   */

  private Significance() {}

  /**
   * The significant pairs of a graph, by account indexes: of all n(n-1)/2 pairs, of which one that
   * shares nothing has p = 1 and counts as tested. O(candidate pairs), on all processors, with the
   * same result on any number of them.
   */
  static List<Pair> significantPairs(LinkGraph graph, RingConfig config) {
    PairBasis basis = PairBasis.of(graph, config);
    return among(PairTests.all(basis, PairFloor.exactly(basis)), basis);
  }

  /**
   * The same by what earlier searches found out: only pairs are tested of which something changed,
   * and those that were nearly significant. O(uses of keys and occasions), and of the candidate
   * pairs those of changed accounts.
   */
  static List<Pair> significantPairs(LinkGraph graph, RingConfig config, PairMemory memory) {
    PairBasis basis = PairBasis.of(graph, config);
    return among(memory.pairs(basis), basis);
  }

  private static List<Pair> among(List<Pair> tested, PairBasis basis) {
    List<Pair> pairs = tested.stream().filter(basis::mayHold).toList();
    return inTwoPasses(pairs, basis.graph().accounts(), basis.config().falseDiscoveryRate());
  }

  /** The logarithm of the largest p-value that can become significant in a graph. O(keys). */
  static double logBound(LinkGraph graph, RingConfig config) {
    return Math.min(
        0,
        logRate(config.falseDiscoveryRate(), graph.accounts())
            + StrictMath.log(mostCandidates(graph, config)));
  }

  /**
   * The pairs that are significant among all pairs of accounts, and then among the accounts that
   * have one.
   *
   * @param pairs all whose p-value may be small enough; the others count as 1
   * @param rate the largest expected share of false ones, by both passes together
   */
  static List<Pair> inTwoPasses(List<Pair> pairs, int accounts, double rate) {
    List<Pair> first = significant(pairs, logRate(rate, accounts));
    var linked = new BitSet(accounts);
    first.forEach(pair -> linked.set(pair.a()));
    first.forEach(pair -> linked.set(pair.b()));
    List<Pair> among =
        pairs.stream().filter(pair -> linked.get(pair.a()) && linked.get(pair.b())).toList();
    return significant(among, logRate(rate, linked.cardinality()));
  }

  /** The logarithm of one pass's rate over the number of pairs. */
  private static double logRate(double rate, int accounts) {
    return StrictMath.log(rate / (2 + rate)) - StrictMath.log(allPairs(accounts));
  }

  private static List<Pair> significant(List<Pair> pairs, double logRate) {
    double cutoff = cutoff(pairs.stream().mapToDouble(Pair::logP).toArray(), logRate);
    return pairs.stream().filter(pair -> pair.tied() || pair.logP() <= cutoff).toList();
  }

  private static double allPairs(int accounts) {
    return Math.max(1, accounts * (accounts - 1.0) / 2);
  }

  /** No fewer than the pairs that share anything. */
  private static double mostCandidates(LinkGraph graph, RingConfig config) {
    KeyColumns keys = graph.keyColumns();
    double count = graph.occasions();
    for (int key = 0; key < keys.size(); key++) {
      if (keys.accounts(key) <= config.cap(keys.kind(key))) {
        count += keys.pairMass(key);
      }
    }
    return Math.max(1, count);
  }

  /**
   * The largest p-value that is rejected.
   *
   * @param logP the logarithms of the p-values that may be, in any order
   * @param logRate the logarithm of the false discovery rate over the number of tests
   * @return a logarithm; negative infinity if nothing is significant
   */
  static double cutoff(double[] logP, double logRate) {
    double[] sorted = logP.clone();
    Arrays.sort(sorted);
    for (int k = sorted.length; k > 0; k--) {
      if (sorted[k - 1] <= logRate + StrictMath.log(k)) {
        return sorted[k - 1];
      }
    }
    return Double.NEGATIVE_INFINITY;
  }
}
