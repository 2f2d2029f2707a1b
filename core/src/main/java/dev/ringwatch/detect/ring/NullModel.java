package dev.ringwatch.detect.ring;

import dev.ringwatch.event.LinkKeyKind;
import java.util.Arrays;

/**
 * What pairs share by chance: a null model that keeps how busy every account and how popular every
 * key is. Immutable; small enough to be sent to every worker that tests pairs.
 */
final class NullModel {

  /*
   * The bipartite graph of accounts and keys of one kind is compared with a random one that keeps
   * all degrees in expectation
   * [1]; for projections see [2], and [3], where the stochastic degree sequence model does best at
   * small cost. There, account a uses key k with probability d_a n_k / E, with d_a keys of the
   * account, n_k accounts of the key and E uses in all. A pair shares k with probability about d_a
   * d_b n_k (n_k - 1) / E^2 = d_a d_b 2 C_k / E^2, where C_k is the number of pairs that share k,
   * its pair mass. For targets d is the number of actions, and C_k the number of pairs that acted
   * on k within some time of each other.
   *
   * Sharing a rare key says more than sharing a popular one. Let c_1 <= c_2 <= ... be the masses
   * of what a pair shares. The number of keys of mass at most c that it shares by chance has mean
   * m = d_a d_b 2 S(c) / E^2, S(c) the sum of all masses up to c. Were all pairs alike it would be
   * nearly Poisson [4]. They are not: people of one taste, town or hour meet more often. So its
   * mean is taken as exponentially distributed around m (times an affinity for targets), which
   * makes it geometric: P(X >= j) = (m / (1 + m))^j. For the few rare keys that make a ring this
   * costs a factor of j! over Poisson; for two busy accounts with hundreds of shared targets,
   * expected forty, it is the difference between a certainty and nothing. The kind's p-value is
   * the smallest over j of P(X_j >= j), times how many j were looked at (Bonferroni).
   *
   * Targets are looked at on several scales of time, each with masses and sums of its own; the
   * best scale counts, times the number of scales. A ring that acts within seconds is found among
   * those few pairs that ever did, a slow one among all.
   *
   * Of the address and the kinds that are functions of it the smallest p-value counts, times how
   * many of them are enabled; together they are one kind.
   *
   * Kinds are combined over the fixed number K of enabled kinds, not those that happen to be
   * shared: for every m, Fisher's combination [5] of the m smallest, times (K choose m) and K; the
   * best of these. Plain Fisher over all K loses orders of magnitude to kinds in which nearly
   * every pair shares nothing. It takes kinds as independent under the null; keys that only ever
   * appear together break that and are merged into one piece of evidence before
   * (KeyColumns.dependent, SharedTargets).
   *
   * Popularity is what others make it: from S(c) the pairs that the two accounts themselves are
   * part of are taken away, for the keys that they share, down to one pair. The null still
   * contains the rings: where they are a large part of a small log, their own keys make sharing
   * look ordinary, and power is lost, never the bound. And E is what no single account makes: each
   * counts for at most 20 times what the median account has (AccountColumns.robustSum). Otherwise
   * somebody who sends millions of keys of its own makes E so large that whatever others share looks
   * like no chance, and innocents become rings.
   *
   * [1] F. Chung, L. Lu: Connected components in random graphs with given expected degree
   * sequences, 2002.
   * [2] Z. Neal: The backbone of bipartite projections, 2014.
   * [3] Z. Neal, R. Domagalski, B. Sagan: Comparing alternatives to the fixed degree sequence
   * model, 2021.
   * [4] L. Le Cam: An approximation theorem for the Poisson binomial distribution, 1960.
   * [5] R. A. Fisher: Statistical methods for research workers, 1932.
   */

  /** The first slot of targets, after those of the static kinds: acting within the window. */
  static final int FIRST_SCALE = LinkKeys.STATIC.size();

  /** The window, the scales of a target's actions at any time, and within seconds. */
  static final int TARGET_SCALES = 2 + TargetScales.COUNT;

  /** The scale of a tenth of the window, in which bots act and crowds hardly do. */
  static final int SECONDS = TARGET_SCALES - 1;

  /** How many distributions there are: one for each static kind, one for each scale. */
  static final int SLOTS = FIRST_SCALE + TARGET_SCALES;

  private final int kinds;

  /** By family, in order: how many of its kinds are looked at. */
  private final int[] familyKinds;

  private final double[][] masses;
  private final double[][] cumulative;
  private final double[] scale;

  /** By co-action key: how many pairs acted within seconds of each other. */
  private final int[] withinSeconds;

  private final int secondsMillis;

  /** By what a shared mass may be more than it is said to be. */
  private final int mostTimes;

  private NullModel(RingConfig config, double[][] masses, double[] scale, int[] withinSeconds) {
    kinds = config.independentKinds();
    familyKinds =
        Arrays.stream(LinkKeyKind.Family.values()).mapToInt(config::enabledKinds).toArray();
    this.masses = masses;
    this.scale = scale;
    this.withinSeconds = withinSeconds;
    secondsMillis = secondsMillis(config);
    mostTimes = 1;
    cumulative = new double[SLOTS][];
    Arrays.setAll(cumulative, slot -> sums(masses[slot]));
  }

  private NullModel(NullModel of, double[][] cumulative, double[] scale) {
    kinds = of.kinds;
    familyKinds = of.familyKinds;
    masses = of.masses;
    this.cumulative = cumulative;
    this.scale = scale;
    withinSeconds = new int[0];
    secondsMillis = of.secondsMillis;
    mostTimes = MassStep.RATIO;
  }

  /**
   * The model of a graph: popularity of every key and totals of every enabled kind. O(keys log
   * keys).
   */
  static NullModel of(LinkGraph graph, TargetScales scales, RingConfig config) {
    var masses = new double[SLOTS][];
    var scale = new double[SLOTS];
    AccountColumns accounts = graph.accountColumns();
    Arrays.fill(masses, new double[0]);
    for (int slot = 0; slot < accounts.kinds(); slot++) {
      masses[slot] = sortedMasses(graph.keyColumns(), LinkKeys.STATIC.get(slot));
      scale[slot] = 2 / square(accounts.incidences(slot));
    }
    masses[FIRST_SCALE] = withinWindow(graph);
    for (int targetScale = 0; targetScale < TargetScales.COUNT; targetScale++) {
      masses[FIRST_SCALE + 1 + targetScale] = scales.pairMasses(targetScale);
    }
    int[] withinSeconds = graph.occasionColumns().pairsWithin(secondsMillis(config));
    masses[FIRST_SCALE + SECONDS] =
        Arrays.stream(withinSeconds).filter(pairs -> pairs > 0).sorted().asDoubleStream().toArray();
    double ofTargets = 2 * config.coAction().affinity() / square(accounts.totalActions());
    Arrays.fill(scale, FIRST_SCALE, SLOTS, ofTargets);
    return new NullModel(config, masses, scale, withinSeconds);
  }

  private static double[] withinWindow(LinkGraph graph) {
    return Arrays.stream(graph.occasionColumns().allPairMasses()).asDoubleStream().toArray();
  }

  private static int secondsMillis(RingConfig config) {
    return (int) (config.coAction().window().toMillis() / 10);
  }

  /** How far apart two actions within seconds may be: a tenth of the window, in milliseconds. */
  int secondsMillis() {
    return secondsMillis;
  }

  /** How many pairs acted on a co-action key's target within seconds of each other. */
  int pairsWithinSeconds(int coActionKey) {
    return withinSeconds[coActionKey];
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

  /**
   * A model in which pairs share less by chance: its scales are less by a share, and so are its
   * sums of masses, from each of which the largest few are left out besides. What pairs share may
   * be of any mass of its {@link MassStep} there. It knows no key.
   *
   * @param share from 0 to 1
   * @param keys how many keys are left out of a sum: so many may have become more popular than its
   *     bound
   */
  NullModel less(double share, int keys) {
    double left = 1 - share;
    double[][] lesser = new double[SLOTS][];
    for (int slot = 0; slot < SLOTS; slot++) {
      double[] sums = cumulative[slot];
      lesser[slot] = new double[sums.length];
      Arrays.setAll(lesser[slot], i -> left * sums[Math.max(0, i - keys)]);
    }
    double[] scales = Arrays.stream(scale).map(one -> left * one).toArray();
    return new NullModel(this, lesser, scales);
  }

  /**
   * Whether this model's scales, and its sums of masses up to any bound, are nowhere less than
   * another's. O(keys).
   */
  boolean isNowhereBelow(NullModel other) {
    for (int slot = 0; slot < SLOTS; slot++) {
      if (scale[slot] < other.scale[slot] || !isNowhereBelow(slot, other)) {
        return false;
      }
    }
    return true;
  }

  /** The sums only rise: where the other's rises last before ours, it is the furthest above. */
  private boolean isNowhereBelow(int slot, NullModel other) {
    double[] ours = masses[slot];
    double[] theirs = other.masses[slot];
    int reached = 0;
    for (int i = 0; i < theirs.length; i++) {
      while (reached < ours.length && ours[reached] <= theirs[i]) {
        reached++;
      }
      if (cumulative[slot][reached] < other.cumulative[slot][i + 1]) {
        return false;
      }
    }
    return true;
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

  /** How many independent kinds are tested. */
  int kinds() {
    return kinds;
  }

  /**
   * How many kinds of a family are tested; they are one independent kind.
   *
   * @param family its place among the families
   */
  int familyKinds(int family) {
    return familyKinds[family];
  }

  /**
   * The sum of the pair masses of a slot's keys up to a bound.
   *
   * @param slot a static kind's index, or a scale of targets
   */
  double massUpTo(int slot, double bound) {
    return cumulative[slot][upperBound(masses[slot], bound)];
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
  double logTail(int slot, int degreeA, int degreeB, double[] sharedMasses, int count) {
    double perMass = (double) degreeA * degreeB * scale[slot];
    double smallest = 0;
    double own = 0;
    for (int j = 1; j <= count; j++) {
      own += ownPairs(mostTimes * sharedMasses[j - 1]);
      boolean moreOfTheSame = j < count && sharedMasses[j] == sharedMasses[j - 1];
      if (!moreOfTheSame) {
        double others = Math.max(1, massUpTo(slot, sharedMasses[j - 1]) - own);
        smallest = Math.min(smallest, logAtLeast(j, perMass * others));
      }
    }
    return count == 0 ? 0 : Math.min(0, smallest + StrictMath.log(count));
  }

  /**
   * How many of the pairs that share a key hold one of two given accounts: 2n - 3 of n(n - 1)/2.
   */
  private static double ownPairs(double pairMass) {
    return Math.sqrt(1 + 8 * pairMass) - 2;
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
   * Combines the p-values of independent kinds: the best of Fisher's combinations of the m
   * smallest, for every m, times the number of ways to choose (m, and m of the kinds).
   *
   * @param logs the logarithms of the kinds' p-values, each at most 0; put in ascending order
   * @return the logarithm of the combined p-value
   */
  double combine(double[] logs) {
    Arrays.sort(logs);
    double best = 0;
    double sum = 0;
    double ways = kinds;
    for (int m = 1; m <= Math.min(kinds, logs.length); m++) {
      sum += logs[m - 1];
      ways *= (double) (kinds - m + 1) / m;
      best = Math.min(best, fisher(sum, m) + StrictMath.log(ways));
    }
    return best;
  }

  /** The logarithm of the probability that the product of m uniform variables is at most e^sum. */
  private static double fisher(double sum, int m) {
    double term = 1;
    double total = 1;
    for (int i = 1; i < m; i++) {
      term *= -sum / i;
      total += term;
    }
    return sum + StrictMath.log(total);
  }
}
