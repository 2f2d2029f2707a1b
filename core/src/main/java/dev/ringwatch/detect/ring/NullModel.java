package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.util.Arrays;

/**
 * What pairs share by chance: a null model that keeps how busy every account and how popular every
 * key is. Immutable; small enough to be sent to every worker that tests pairs.
 */
final class NullModel {

  /*
   * The bipartite graph of accounts and keys of one kind is compared with a random one that keeps all degrees in expectation
   * (Chung & Lu, "Connected components in random graphs with given expected degree sequences", 2002; for projections: Neal,
   * "The backbone of bipartite projections", 2014, and "Comparing alternatives to the fixed degree sequence model", 2021, where
   * the stochastic degree sequence model does best at a small cost). There, account a uses key k with probability
   * d_a n_k / E, with d_a keys of the account, n_k accounts of the key and E uses in all. A pair shares k with probability about
   * d_a d_b n_k (n_k - 1) / E^2 = d_a d_b 2 C_k / E^2, where C_k is the number of pairs that share k, its pair mass. For
   * co-actions the same holds with d the number of actions on targets, E their sum, and C_k the number of occasions that pairs
   * had on target k: whoever acts takes part in the target's busy minutes in proportion to how much he acts.
   *
   * Sharing one rare key says more than sharing one popular key, so the number of shared keys alone is not the statistic. Let
   * c_(1) <= c_(2) <= ... be the masses of what a pair shares. The number of keys of mass at most c that it would share by chance
   * is a sum of many rare indicators, so nearly Poisson (Le Cam, 1960; error at most the sum of squared probabilities) with mean
   * lambda(c) = d_a d_b 2 S(c) / E^2, S(c) the sum of all masses up to c. The kind's p-value is the smallest of
   * P(Poisson(lambda(c_(j))) >= j) over j, times how many j were looked at (Bonferroni).
   *
   * Kinds are combined by Fisher's method over the fixed number of enabled kinds, not the number that happen to be shared:
   * ln p = -s + ln(1 + s + ... + s^(K-1)/(K-1)!) with s = -sum ln p_k. It assumes that kinds are independent under the null; a
   * device that never left one address breaks that, so such keys are merged into one piece of evidence before (PairTest). What
   * remains discrete makes Fisher conservative.
   */

  private final int kinds;
  private final double[][] masses;
  private final double[][] cumulative;
  private final double[] scale;

  private NullModel(int kinds, double[][] masses, double[][] cumulative, double[] scale) {
    this.kinds = kinds;
    this.masses = masses;
    this.cumulative = cumulative;
    this.scale = scale;
  }

  /**
   * The model of a graph: popularity of every key and totals of every enabled kind. O(keys log
   * keys).
   */
  static NullModel of(LinkGraph graph, TargetScales scales, RingConfig config) {
    int all = LinkKeyKind.values().length;
    var masses = new double[all][];
    var scale = new double[all];
    KeyColumns keys = graph.keyColumns();
    for (LinkKeyKind kind : LinkKeys.STATIC) {
      int index = LinkKeys.index(kind);
      masses[index] = sortedMasses(keys, kind);
      scale[index] = 2 / square(graph.accountColumns().incidences(index));
    }
    masses[all - 1] = targetMasses(graph, scales);
    scale[all - 1] =
        2 * config.coAction().affinity() / square(graph.accountColumns().totalActions());
    var cumulative = new double[all][];
    Arrays.setAll(cumulative, kind -> sums(masses[kind]));
    return new NullModel(config.enabledKinds(), masses, cumulative, scale);
  }

  /**
   * Sharing a target means within the window, or at any time where the audience is small: both
   * lists together.
   */
  private static double[] targetMasses(LinkGraph graph, TargetScales scales) {
    double[] byScale = scales.allPairMasses();
    long[] withinWindow = graph.occasionColumns().allPairMasses();
    double[] all = Arrays.copyOf(byScale, byScale.length + withinWindow.length);
    for (int i = 0; i < withinWindow.length; i++) {
      all[byScale.length + i] = (double) withinWindow[i];
    }
    Arrays.sort(all);
    return all;
  }

  private static double[] sortedMasses(KeyColumns keys, LinkKeyKind kind) {
    double[] masses = new double[keys.size()];
    int count = 0;
    for (int key = 0; key < keys.size(); key++) {
      if (keys.kind(key) == kind) {
        masses[count++] = (double) keys.pairMass(key);
      }
    }
    double[] sorted = Arrays.copyOf(masses, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double square(long total) {
    return Math.max(1.0, (double) total * total);
  }

  /** Whole numbers below 2^53, so that the sums are exact and have no order. */
  private static double[] sums(double[] values) {
    var sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    return sums;
  }

  /** How many kinds are tested. */
  int kinds() {
    return kinds;
  }

  /** The place of a kind in this model. */
  static int index(LinkKeyKind kind) {
    return kind == LinkKeyKind.CO_ACTION ? LinkKeys.STATIC.size() : LinkKeys.index(kind);
  }

  /**
   * The expected number of keys with at most a pair mass that two accounts share by chance.
   *
   * @param kind the kind's {@link #index}
   * @param degreeA what the one account puts into the kind: its keys, or its actions on targets
   * @param degreeB the same of the other
   * @param pairMass the largest pair mass counted
   */
  double expected(int kind, int degreeA, int degreeB, double pairMass) {
    int upTo = upperBound(masses[kind], pairMass);
    return (double) degreeA * degreeB * scale[kind] * cumulative[kind][upTo];
  }

  /** How many sorted values are at most a bound. */
  private static int upperBound(double[] sorted, double bound) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The logarithm of one kind's p-value for a pair: the smallest tail over the j rarest shared
   * keys, times how many were looked at. O(count log keys).
   *
   * @param sharedMasses the pair masses of what is shared, ascending
   * @param count how many of them there are; 0 gives p = 1
   */
  double logTail(int kind, int degreeA, int degreeB, double[] sharedMasses, int count) {
    double smallest = 0;
    for (int j = 1; j <= count; j++) {
      boolean moreOfTheSame = j < count && sharedMasses[j] == sharedMasses[j - 1];
      if (!moreOfTheSame) {
        double mean = expected(kind, degreeA, degreeB, sharedMasses[j - 1]);
        smallest = Math.min(smallest, logAtLeast(j, mean));
      }
    }
    return count == 0 ? 0 : Math.min(0, smallest + StrictMath.log(count));
  }

  /**
   * ln P(X >= count) where X is Poisson and its mean itself exponentially distributed: a geometric
   * variable.
   *
   * @param mean the mean of means, at least 0
   */
  static double logAtLeast(int count, double mean) {
    return count == 0 ? 0 : -count * StrictMath.log1p(1 / mean);
  }

  /**
   * Fisher's combination of independent p-values.
   *
   * @param sumOfLogs the sum of the logarithms of the kinds' p-values, at most 0
   * @return the logarithm of the combined p-value
   */
  double combine(double sumOfLogs) {
    double surprise = -sumOfLogs;
    double term = 1;
    double sum = 1;
    for (int i = 1; i < kinds; i++) {
      term *= surprise / i;
      sum += term;
    }
    return Math.min(0, sumOfLogs + StrictMath.log(sum));
  }
}
