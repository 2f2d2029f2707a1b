package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which candidate pairs are significant among all pairs of accounts, with a bounded false discovery
 * rate.
 */
final class Significance {

  private static final int ACCOUNTS_PER_TASK = 1024;

  private Significance() {}

  /**
   * The significant pairs of a graph, by account indexes. Benjamini and Hochberg ("Controlling the
   * false discovery rate", 1995) over all n(n-1)/2 pairs: a pair that shares nothing has p = 1 and
   * counts as tested. O(candidate pairs), on all processors, with the same result on any number of
   * them.
   */
  static List<Pair> significantPairs(LinkGraph graph, RingConfig config) {
    var scales = new TargetScales(graph.keyColumns(), config.cap(LinkKeyKind.CO_ACTION));
    var strong = new StrongGroups(graph, config);
    NullModel model = NullModel.of(graph, scales, config);
    double logRate =
        StrictMath.log(config.falseDiscoveryRate()) - StrictMath.log(allPairs(graph.accounts()));
    double logBound = Math.min(0, logRate + StrictMath.log(mostCandidates(graph, config)));
    int tasks = (graph.accounts() + ACCOUNTS_PER_TASK - 1) / ACCOUNTS_PER_TASK;
    List<Pair> pairs =
        IntStream.range(0, tasks)
            .parallel()
            .mapToObj(task ->
                pairsOf(task, graph, new PairStep(graph, config, scales, strong, model, logBound)))
            .flatMap(List::stream)
            .toList();
    List<Pair> first = significant(pairs, logRate);
    var linked = new BitSet(graph.accounts());
    first.forEach(pair -> linked.set(pair.a()));
    first.forEach(pair -> linked.set(pair.b()));
    List<Pair> among =
        pairs.stream().filter(pair -> linked.get(pair.a()) && linked.get(pair.b())).toList();
    double logRateAmong =
        StrictMath.log(config.falseDiscoveryRate())
            - StrictMath.log(allPairs(linked.cardinality()));
    return significant(among, logRateAmong);
  }

  private static List<Pair> significant(List<Pair> pairs, double logRate) {
    double cutoff = cutoff(pairs.stream().mapToDouble(Pair::logP).toArray(), logRate);
    return pairs.stream().filter(pair -> pair.tied() || pair.logP() <= cutoff).toList();
  }

  private static List<Pair> pairsOf(int task, LinkGraph graph, PairStep step) {
    var pairs = new ArrayList<Pair>();
    int first = task * ACCOUNTS_PER_TASK;
    int end = Math.min(graph.accounts(), first + ACCOUNTS_PER_TASK);
    for (int account = first; account < end; account++) {
      pairs.addAll(step.pairsOf(account));
    }
    return pairs;
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
