package dev.ringwatch.detect.anomaly;

import java.util.Arrays;

/**
 * The thresholds of a forest, sorted per column, so that a value can be replaced by its rank among
 * them: {@code value > threshold} holds exactly when {@code rank(value) > rank(threshold)}. A row
 * is ranked once and then compared in whole numbers, without a branch, at every node of every tree
 * (the idea of QuickScorer, Lucchese et al., 2015, without its bit vectors).
 *
 * <p>Immutable. Memory: 8 bytes per distinct threshold.
 */
final class ThresholdRanks {

  private final double[][] sorted;

  private ThresholdRanks(double[][] sorted) {
    this.sorted = sorted;
  }

  /**
   * Collects thresholds.
   *
   * @param columns how many columns rows have
   * @param nodeColumn the column of each node
   * @param nodeThreshold the threshold of each node, same length; infinite where the node does not
   *     split
   */
  static ThresholdRanks of(int columns, int[] nodeColumn, double[] nodeThreshold) {
    int[] counts = new int[columns];
    for (int node = 0; node < nodeColumn.length; node++) {
      if (nodeThreshold[node] < Double.POSITIVE_INFINITY) {
        counts[nodeColumn[node]]++;
      }
    }
    double[][] sorted = new double[columns][];
    Arrays.setAll(sorted, column -> new double[counts[column]]);
    for (int node = 0; node < nodeColumn.length; node++) {
      if (nodeThreshold[node] < Double.POSITIVE_INFINITY) {
        int column = nodeColumn[node];
        sorted[column][--counts[column]] = nodeThreshold[node];
      }
    }
    Arrays.setAll(sorted, column -> Arrays.stream(sorted[column]).sorted().distinct().toArray());
    return new ThresholdRanks(sorted);
  }

  /** How many thresholds of the column are below the value; O(log thresholds). */
  int rank(int column, double value) {
    double[] thresholds = sorted[column];
    int base = 0;
    int length = thresholds.length;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      base = thresholds[base + half - 1] < value ? base + half : base;
      length -= half;
    }
    return base;
  }

  /** The rank of a node's threshold; one that no rank exceeds for an infinite threshold. */
  int rankOfThreshold(int column, double threshold) {
    return threshold < Double.POSITIVE_INFINITY ? rank(column, threshold) : Integer.MAX_VALUE;
  }

  /**
   * The ranks of several values of one column, as {@link #rank} has them. The searches go side by
   * side, one halving at a time, so that no load waits for the one before.
   *
   * @param values where the values start at index 0
   * @param count how many there are
   * @param result receives the ranks from index {@code offset} on
   */
  void ranks(int column, double[] values, int count, int[] result, int offset) {
    double[] thresholds = sorted[column];
    Arrays.fill(result, offset, offset + count, 0);
    int half;
    for (int length = thresholds.length; length > 0; length -= half) {
      half = (length + 1) >>> 1;
      for (int i = 0; i < count; i++) {
        int base = result[offset + i];
        result[offset + i] = thresholds[base + half - 1] < values[i] ? base + half : base;
      }
    }
  }
}
