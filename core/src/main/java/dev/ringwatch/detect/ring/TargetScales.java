package dev.ringwatch.detect.ring;

import java.util.Arrays;

/**
 * How many pairs of accounts acted on each target within several lengths of time: the closer two
 * actions are, the fewer pairs did as much, and the more it says. Immutable.
 */
final class TargetScales {

  /**
   * The scales, in minutes: about a factor of six apart; the last is any time. From a run on the
   * kit's worlds (bench).
   */
  private static final int[] MINUTES = {2, 15, 90, Integer.MAX_VALUE};

  /** How many scales there are, from the shortest to any time. */
  static final int COUNT = MINUTES.length;

  private final int firstKey;

  /** By scale, then co-action key. */
  private final int[][] pairs;

  /** Counts the pairs of all co-action keys of a graph. O(uses of the keys log uses). */
  TargetScales(KeyColumns keys, int audienceCap) {
    int first = keys.size();
    while (first > 0 && !keys.isStatic(first - 1)) {
      first--;
    }
    firstKey = first;
    pairs = new int[MINUTES.length][keys.size() - first];
    for (int key = first; key < keys.size(); key++) {
      if (keys.accounts(key) <= audienceCap) {
        count(key, keys);
      }
    }
  }

  private void count(int key, KeyColumns keys) {
    var minutes = new int[keys.accounts(key)];
    for (int i = 0; i < minutes.length; i++) {
      minutes[i] = keys.firstMinute(keys.start(key) + i);
    }
    Arrays.sort(minutes);
    for (int scale = 0; scale < MINUTES.length; scale++) {
      int oldest = 0;
      for (int i = 0; i < minutes.length; i++) {
        while ((long) minutes[i] - minutes[oldest] > MINUTES[scale]) {
          oldest++;
        }
        pairs[scale][key - firstKey] += i - oldest;
      }
    }
  }

  /** The smallest scale that holds a gap. */
  static int scale(int gapMinutes) {
    int scale = 0;
    while (gapMinutes > MINUTES[scale]) {
      scale++;
    }
    return scale;
  }

  /** The number of pairs that acted on the target within a scale. */
  int pairMass(int scale, int key) {
    return pairs[scale][key - firstKey];
  }

  /** The numbers of pairs of all targets within a scale, where there are any, ascending. */
  double[] pairMasses(int scale) {
    return Arrays.stream(pairs[scale]).filter(mass -> mass > 0).asDoubleStream().sorted().toArray();
  }
}
