package dev.ringwatch.detect.anomaly;

import java.util.Arrays;

/**
 * Grows the trees of an {@link IsolationForest} into flat arrays. Every tree is a complete binary
 * tree in heap order: the children of node i are 2i + 1 and 2i + 2, so that no child is stored.
 * Where a branch ends early, the rest of it is filled with nodes that always go left and change
 * nothing.
 *
 * <p>Used once, by one thread.
 */
final class ForestTrainer {

  private static final double EULER_GAMMA = 0.5772156649015329;

  private final double[] rowMajor;
  private final int columns;
  private final ForestConfig config;
  private final int[] rowOrder;
  private final int[] columnOrder;
  final int sampleSize;
  final int depth;
  final int[] column;
  final double[] threshold;
  final double[] expectedPath;

  private int tree;
  private SeededRandom random;

  ForestTrainer(double[] rowMajor, int rows, int columns, ForestConfig config) {
    this.rowMajor = rowMajor;
    this.columns = columns;
    this.config = config;
    sampleSize = Math.min(config.sampleSize(), rows);
    depth = depth(sampleSize);
    int splits = (1 << depth) - 1;
    column = new int[Math.multiplyExact(config.trees(), splits)];
    threshold = new double[column.length];
    expectedPath = new double[Math.multiplyExact(config.trees(), 2 * splits + 1)];
    rowOrder = new int[rows];
    columnOrder = new int[columns];
    random = new SeededRandom(config.seed(), 0);
  }

  /** How deep a tree of that many rows may be. */
  static int depth(int sampleSize) {
    return 32 - Integer.numberOfLeadingZeros(Math.max(sampleSize, 2) - 1);
  }

  /** Grows all trees; afterwards the arrays of this object are those of the forest. */
  void train() {
    for (tree = 0; tree < config.trees(); tree++) {
      random = new SeededRandom(config.seed(), tree);
      drawSample();
      grow(0, 0, sampleSize, 0);
    }
  }

  /**
   * The mean path length of an unsuccessful search in a binary search tree of that many rows, c(n)
   * of Liu et al. (2008), equation 1: what a leaf that still holds n rows stands for.
   */
  static double averagePathLength(int rows) {
    if (rows <= 1) {
      return 0;
    }
    if (rows == 2) {
      return 1;
    }
    return 2 * (StrictMath.log(rows - 1) + EULER_GAMMA) - 2 * (rows - 1.0) / rows;
  }

  /**
   * Moves a uniform sample to the front of the row order. Orders start afresh, so that a tree
   * depends on seed and number only.
   */
  private void drawSample() {
    Arrays.setAll(rowOrder, row -> row);
    Arrays.setAll(columnOrder, index -> index);
    for (int i = 0; i < sampleSize; i++) {
      swap(rowOrder, i, i + random.nextInt(rowOrder.length - i));
    }
  }

  /**
   * Grows the branch under a node from the rows [from, to) of the row order; returns its expected
   * path length.
   */
  private double grow(int node, int from, int to, int level) {
    int splitColumn = level < depth && to - from > 1 ? drawColumn(from, to) : -1;
    if (splitColumn < 0) {
      double path = level + averagePathLength(to - from);
      fill(node, path);
      return path;
    }
    double split = drawThreshold(splitColumn, from, to);
    int middle = partition(splitColumn, split, from, to);
    int at = tree * splits() + node;
    column[at] = splitColumn;
    threshold[at] = split;
    double left = grow(2 * node + 1, from, middle, level + 1);
    double right = grow(2 * node + 2, middle, to, level + 1);
    double expected = (left * (middle - from) + right * (to - middle)) / (to - from);
    expectedPath[tree * (2 * splits() + 1) + node] = expected;
    return expected;
  }

  private int splits() {
    return (1 << depth) - 1;
  }

  /** Makes a node and everything below it a leaf. */
  private void fill(int node, double path) {
    expectedPath[tree * (2 * splits() + 1) + node] = path;
    if (node < splits()) {
      threshold[tree * splits() + node] = Double.POSITIVE_INFINITY;
      fill(2 * node + 1, path);
      fill(2 * node + 2, path);
    }
  }

  /** A column drawn uniformly from those that are not constant over the rows, or -1 if all are. */
  private int drawColumn(int from, int to) {
    for (int left = columns; left > 0; left--) {
      swap(columnOrder, random.nextInt(left), left - 1);
      int drawn = columnOrder[left - 1];
      if (!isConstant(drawn, from, to)) {
        return drawn;
      }
    }
    return -1;
  }

  private boolean isConstant(int candidate, int from, int to) {
    double first = value(rowOrder[from], candidate);
    for (int i = from + 1; i < to; i++) {
      if (value(rowOrder[i], candidate) != first) {
        return false;
      }
    }
    return true;
  }

  /**
   * Uniform between the smallest value and the largest, and below the largest, so that both sides
   * get rows.
   */
  private double drawThreshold(int splitColumn, int from, int to) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double value = value(rowOrder[i], splitColumn);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double share = random.nextDouble();
    double drawn = min * (1 - share) + max * share;
    return drawn >= min && drawn < max ? drawn : min;
  }

  /**
   * Moves the rows that do not exceed the threshold to the front; returns where the others begin.
   */
  private int partition(int splitColumn, double split, int from, int to) {
    int middle = from;
    for (int i = from; i < to; i++) {
      if (!(value(rowOrder[i], splitColumn) > split)) {
        swap(rowOrder, i, middle++);
      }
    }
    return middle;
  }

  private double value(int row, int index) {
    return rowMajor[row * columns + index];
  }

  private static void swap(int[] array, int i, int j) {
    int held = array[i];
    array[i] = array[j];
    array[j] = held;
  }
}
