package dev.ringwatch.detect.anomaly;

import java.util.Arrays;

/**
 * An isolation forest (Liu, Ting, Zhou: Isolation Forest, 2008): rows that random splits separate
 * early are unlike the others.
 *
 * <p>A tree is grown on a sample of the rows to a depth of log2(sample size). At each node a column
 * is drawn from those that are not constant over the node's rows, and a threshold uniformly between
 * the column's extremes there; where all columns are constant the node is a leaf. A leaf that still
 * holds n rows counts the mean path of a search tree of n rows on top of its depth, so duplicates
 * are as ordinary as their number. A row beyond the training rows scores as the outermost of them
 * would: the forest does not extrapolate. Values are compared as doubles; unknown values (NaN) are
 * refused: what stands for them is the caller's decision.
 *
 * <p>Immutable and safe for any number of threads. Memory: about 20 bytes x trees x 2^depth, 1 MB
 * for 200 trees of 256 rows.
 */
public final class IsolationForest {

  private final int columns;
  private final int trees;
  private final int depth;
  private final int sampleSize;
  private final int[] nodeColumn;
  private final double[] nodeThreshold;
  private final double[] expectedPath;
  private final BlockScorer blockScorer;

  private IsolationForest(
      int columns,
      int trees,
      int sampleSize,
      int[] nodeColumn,
      double[] nodeThreshold,
      double[] expectedPath) {
    this.columns = columns;
    this.trees = trees;
    this.depth = ForestTrainer.depth(sampleSize);
    this.sampleSize = sampleSize;
    this.nodeColumn = nodeColumn;
    this.nodeThreshold = nodeThreshold;
    this.expectedPath = expectedPath;
    blockScorer = BlockScorer.of(columns, trees, nodeColumn, nodeThreshold, expectedPath);
  }

  /**
   * Grows a forest. O(trees x (rows + sampleSize x depth)).
   *
   * @param rowMajor finite values, row after row, {@code rows x columns} of them; read only
   * @param rows at least 1; with 1 row, or rows all alike, every score is 0.5
   * @param columns at least 1
   * @param config how to grow it
   * @throws IllegalArgumentException if the shape does not fit or a value is not finite
   */
  public static IsolationForest train(
      double[] rowMajor, int rows, int columns, ForestConfig config) {
    checkShape(rowMajor, rows, columns);
    if (rows < 1) {
      throw new IllegalArgumentException("a forest needs at least 1 row to train on, not " + rows);
    }
    for (int i = 0; i < rowMajor.length; i++) {
      if (!Double.isFinite(rowMajor[i])) {
        throw new IllegalArgumentException(
            "row "
                + i / columns
                + ", column "
                + i % columns
                + " is "
                + rowMajor[i]
                + "; a forest trains on finite values only");
      }
    }
    ForestTrainer trainer = new ForestTrainer(rowMajor, rows, columns, config);
    trainer.train();
    return new IsolationForest(
        columns,
        config.trees(),
        trainer.sampleSize,
        trainer.column,
        trainer.threshold,
        trainer.expectedPath);
  }

  /** The forest that a state describes, over so many columns, of which its nodes name no other. */
  static IsolationForest of(ModelState.Forest state, int columns) {
    ForestNodes nodes = ForestNodes.of(state);
    return new IsolationForest(
        columns,
        state.trees().size(),
        state.sampleSize(),
        nodes.column,
        nodes.threshold,
        nodes.expectedPath);
  }

  /** Its state. O(trees x 2^depth). */
  ModelState.Forest state() {
    return ForestNodes.state(sampleSize, trees, nodeColumn, nodeThreshold, expectedPath);
  }

  private static void checkShape(double[] rowMajor, int rows, int columns) {
    if (columns < 1 || rows < 0 || rowMajor.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          rowMajor.length + " values do not make " + rows + " rows of " + columns + " columns");
    }
  }

  /**
   * How anomalous a row is: 2^(-mean path / c(sample size)), in (0, 1), higher is stranger, about
   * 0.5 for an ordinary row (Liu et al., equation 2). Comparable between rows under one forest,
   * roughly so between forests of one sample size.
   *
   * @param row one value per column; infinite values are allowed here, NaN is not
   */
  public double score(double[] row) {
    return toScore(meanPathLength(row));
  }

  /**
   * The scores of many rows, each exactly what {@link #score} says of it alone. O(rows x trees x
   * depth), one thread.
   *
   * @param rowMajor row after row, {@code rows x columns} values, none of them NaN
   * @param rows may be 0
   */
  public double[] scores(double[] rowMajor, int rows) {
    double[] result = meanPathLengths(rowMajor, rows);
    Arrays.setAll(result, row -> toScore(result[row]));
    return result;
  }

  /** The score that belongs to a mean path length; decreasing. */
  double toScore(double meanPathLength) {
    return sampleSize < 2
        ? 0.5
        : StrictMath.pow(2, -meanPathLength / ForestTrainer.averagePathLength(sampleSize));
  }

  /**
   * The number of splits that isolate a row, averaged over the trees, leaves counted as the class
   * says.
   */
  public double meanPathLength(double[] row) {
    checkRow(row);
    double sum = 0;
    for (int tree = 0; tree < trees; tree++) {
      int node = 0;
      for (int level = 0; level < depth; level++) {
        node = child(tree, node, row);
      }
      sum += expectedPath[tree * nodes() + node];
    }
    return sum / trees;
  }

  /** {@link #meanPathLength} of many rows; shapes as for {@link #scores}. */
  public double[] meanPathLengths(double[] rowMajor, int rows) {
    checkShape(rowMajor, rows, columns);
    double[] result = blockScorer.pathLengthSums(rowMajor, rows);
    Arrays.setAll(result, row -> result[row] / trees);
    return result;
  }

  /**
   * The mean path length that is expected before a row is looked at: the mean over the trees' own
   * samples.
   */
  public double baselinePathLength() {
    double sum = 0;
    for (int tree = 0; tree < trees; tree++) {
      sum += expectedPath[tree * nodes()];
    }
    return sum / trees;
  }

  /**
   * What each column adds to a row's strangeness, in splits: on the row's way down a tree, every
   * split changes the path length still to be expected, and the change belongs to the split's
   * column (Saabas: Interpreting random forests, 2014). Positive: isolates the row earlier than
   * usual. The contributions sum to {@code baselinePathLength() - meanPathLength(row)}, up to
   * rounding.
   *
   * @param row one value per column, none of them NaN
   * @return one value per column
   */
  public double[] contributions(double[] row) {
    checkRow(row);
    double[] sums = new double[columns];
    for (int tree = 0; tree < trees; tree++) {
      int node = 0;
      for (int level = 0; level < depth; level++) {
        int next = child(tree, node, row);
        sums[nodeColumn[tree * splits() + node]] +=
            expectedPath[tree * nodes() + node] - expectedPath[tree * nodes() + next];
        node = next;
      }
    }
    Arrays.setAll(sums, column -> sums[column] / trees);
    return sums;
  }

  private int child(int tree, int node, double[] row) {
    int at = tree * splits() + node;
    return 2 * node + (row[nodeColumn[at]] > nodeThreshold[at] ? 2 : 1);
  }

  private int splits() {
    return (1 << depth) - 1;
  }

  private int nodes() {
    return (2 << depth) - 1;
  }

  private void checkRow(double[] row) {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "a row has " + columns + " values here, not " + row.length);
    }
    for (int column = 0; column < columns; column++) {
      checkKnown(row[column], column);
    }
  }

  static void checkKnown(double value, int column) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "column " + column + " is NaN; a forest needs a value in every column");
    }
  }
}
