package dev.ringwatch.detect.anomaly;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slow, obvious isolation forest: objects, lists and recursion, drawing the same random numbers
 * in the same order.
 */
final class ForestReference {

  /** A node with the rows it was grown from; both children are null in a leaf. */
  private static final class Node {
    final List<double[]> rows;
    int column = -1;
    double threshold;
    @Nullable Node left;
    @Nullable Node right;

    Node(List<double[]> rows) {
      this.rows = rows;
    }
  }

  private final List<Node> trees = new ArrayList<>();
  private final int columns;
  private final int sampleSize;
  private final int maxDepth;

  ForestReference(List<double[]> rows, ForestConfig config) {
    columns = rows.get(0).length;
    sampleSize = Math.min(config.sampleSize(), rows.size());
    int depth = 1;
    while (1 << depth < sampleSize) {
      depth++;
    }
    maxDepth = depth;
    for (int tree = 0; tree < config.trees(); tree++) {
      SeededRandom random = new SeededRandom(config.seed(), tree);
      List<double[]> pool = new ArrayList<>(rows);
      for (int i = 0; i < sampleSize; i++) {
        swap(pool, i, i + random.nextInt(pool.size() - i));
      }
      List<Integer> columnOrder = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        columnOrder.add(column);
      }
      trees.add(grow(List.copyOf(pool.subList(0, sampleSize)), 0, columnOrder, random));
    }
  }

  private Node grow(
      List<double[]> rows, int level, List<Integer> columnOrder, SeededRandom random) {
    Node node = new Node(rows);
    if (level == maxDepth || rows.size() == 1) {
      return node;
    }
    for (int left = columns; left > 0 && node.column < 0; left--) {
      swap(columnOrder, random.nextInt(left), left - 1);
      int drawn = columnOrder.get(left - 1);
      if (rows.stream().mapToDouble(row -> row[drawn]).distinct().count() > 1) {
        node.column = drawn;
      }
    }
    if (node.column < 0) {
      return node;
    }
    int column = node.column;
    double min = rows.stream().mapToDouble(row -> row[column]).min().orElseThrow();
    double max = rows.stream().mapToDouble(row -> row[column]).max().orElseThrow();
    double share = random.nextDouble();
    double drawn = min * (1 - share) + max * share;
    double threshold = drawn >= min && drawn < max ? drawn : min;
    node.threshold = threshold;
    node.left =
        grow(
            rows.stream().filter(row -> row[column] <= threshold).toList(),
            level + 1,
            columnOrder,
            random);
    node.right =
        grow(
            rows.stream().filter(row -> row[column] > threshold).toList(),
            level + 1,
            columnOrder,
            random);
    return node;
  }

  double score(double[] row) {
    return sampleSize < 2
        ? 0.5
        : StrictMath.pow(2, -meanPathLength(row) / ForestTrainer.averagePathLength(sampleSize));
  }

  double meanPathLength(double[] row) {
    double sum = 0;
    for (Node tree : trees) {
      sum += pathLength(tree, row, 0);
    }
    return sum / trees.size();
  }

  private static double pathLength(Node node, double[] row, int level) {
    Node left = node.left;
    Node right = node.right;
    if (left == null || right == null) {
      return level + ForestTrainer.averagePathLength(node.rows.size());
    }
    return pathLength(row[node.column] <= node.threshold ? left : right, row, level + 1);
  }

  /**
   * By definition: what a node expects is the mean over its own rows of the path each of them takes
   * from there.
   */
  double[] contributions(double[] row) {
    double[] sums = new double[columns];
    for (Node tree : trees) {
      Node node = tree;
      for (int level = 0; ; level++) {
        Node left = node.left;
        Node right = node.right;
        if (left == null || right == null) {
          break;
        }
        Node next = row[node.column] <= node.threshold ? left : right;
        sums[node.column] += (expected(node, level) - expected(next, level + 1)) / trees.size();
        node = next;
      }
    }
    return sums;
  }

  private static double expected(Node node, int level) {
    return node.rows.stream()
        .mapToDouble(row -> pathLength(node, row, level))
        .average()
        .orElseThrow();
  }

  private static <T> void swap(List<T> list, int i, int j) {
    T held = list.get(i);
    list.set(i, list.get(j));
    list.set(j, held);
  }
}
