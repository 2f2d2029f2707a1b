package dev.ringwatch.detect.anomaly;

import java.util.ArrayList;
import java.util.List;

/**
 * The trees of a forest between their two forms: the nodes that there are, one after the other, as
 * in {@link ModelState.Forest}, and arrays of complete trees as {@link ForestTrainer} lays them
 * out, in which a leaf above the last level is filled up with nodes that change nothing. Used by
 * one thread.
 */
final class ForestNodes {

  private final int splits;
  private final List<ModelState.Node> taken = new ArrayList<>();
  final int[] column;
  final double[] threshold;
  final double[] expectedPath;
  private int tree;
  private int next;

  private ForestNodes(int splits, int[] column, double[] threshold, double[] expectedPath) {
    this.splits = splits;
    this.column = column;
    this.threshold = threshold;
    this.expectedPath = expectedPath;
  }

  /** The arrays of a forest's nodes. */
  static ForestNodes of(ModelState.Forest state) {
    int splits = (1 << ForestTrainer.depth(state.sampleSize())) - 1;
    int trees = state.trees().size();
    ForestNodes nodes =
        new ForestNodes(
            splits,
            new int[trees * splits],
            new double[trees * splits],
            new double[trees * (2 * splits + 1)]);
    for (List<ModelState.Node> tree : state.trees()) {
      nodes.next = 0;
      nodes.place(tree, 0);
      nodes.tree++;
    }
    return nodes;
  }

  /** The nodes of a forest's arrays. */
  static ModelState.Forest state(
      int sampleSize, int trees, int[] column, double[] threshold, double[] expectedPath) {
    int splits = (1 << ForestTrainer.depth(sampleSize)) - 1;
    ForestNodes nodes = new ForestNodes(splits, column, threshold, expectedPath);
    List<List<ModelState.Node>> all = new ArrayList<>();
    for (nodes.tree = 0; nodes.tree < trees; nodes.tree++) {
      nodes.taken.clear();
      nodes.take(0);
      all.add(List.copyOf(nodes.taken));
    }
    return new ModelState.Forest(sampleSize, all);
  }

  /** Takes down a node and what lies below it. */
  private void take(int node) {
    double path = expectedPath[tree * (2 * splits + 1) + node];
    int at = tree * splits + node;
    if (node >= splits || threshold[at] == Double.POSITIVE_INFINITY) {
      taken.add(new ModelState.Node(ModelState.Node.LEAF, 0, path));
      return;
    }
    taken.add(new ModelState.Node(column[at], threshold[at], path));
    take(2 * node + 1);
    take(2 * node + 2);
  }

  /** Places the next node of the list, and what lies below it; no deeper than the tree. */
  private void place(List<ModelState.Node> nodes, int node) {
    ModelState.Node placed = nodes.get(next++);
    if (!placed.isSplit()) {
      fill(node, placed.expectedPath());
      return;
    }
    int at = tree * splits + node;
    column[at] = placed.column();
    threshold[at] = placed.threshold();
    expectedPath[tree * (2 * splits + 1) + node] = placed.expectedPath();
    place(nodes, 2 * node + 1);
    place(nodes, 2 * node + 2);
  }

  private void fill(int node, double path) {
    expectedPath[tree * (2 * splits + 1) + node] = path;
    if (node < splits) {
      threshold[tree * splits + node] = Double.POSITIVE_INFINITY;
      fill(2 * node + 1, path);
      fill(2 * node + 2, path);
    }
  }
}
