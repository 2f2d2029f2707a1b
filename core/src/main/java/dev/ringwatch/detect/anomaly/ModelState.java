package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that an {@link AnomalyModel} knows, as plain values, to be written down and read back. What
 * is read back need not come from a friend: every value is checked here, and the model made of it
 * scores in bounded time and memory. {@link AnomalyModel#of} of a model's state scores exactly as
 * the model.
 *
 * @param config how the model was trained
 * @param trainedOn how many accounts it was trained on, at least 1
 * @param usual what is usual for each feature; one that is not there was never known, and says
 *     nothing
 * @param peers the same within each peer group, by the group's name
 * @param columns the aspects that the forest looks at, in its order, each once; at least one
 * @param forest the forest
 * @param calibration what the forest's scores mean
 */
public record ModelState(
    AnomalyConfig config,
    int trainedOn,
    Map<Feature, Usual> usual,
    SortedMap<String, Map<Feature, Usual>> peers,
    List<String> columns,
    Forest forest,
    Calibration calibration) {

  /** The most nodes of all trees together, filled up to the full depth. */
  static final int MAX_NODES = 1 << 23;

  private static final int MAX_CENTER = 1_000_000_000;

  /** Checks what concerns several parts, and copies. */
  public ModelState {
    require(trainedOn >= 1, "trainedOn must be at least 1, not " + trainedOn);
    usual = ordered(usual);
    SortedMap<String, Map<Feature, Usual>> groups = new TreeMap<>();
    peers.forEach((group, values) -> groups.put(group, ordered(values)));
    peers = Collections.unmodifiableSortedMap(groups);
    columns = List.copyOf(columns);
    require(!columns.isEmpty(), "the forest looks at no aspect");
    columns.forEach(Aspect::named);
    require(new HashSet<>(columns).size() == columns.size(), "an aspect comes twice: " + columns);
    require(
        forest.trees().size() == config.forest().trees(),
        "there are " + forest.trees().size() + " trees, not " + config.forest().trees());
    int columnCount = columns.size();
    forest
        .trees()
        .forEach(tree ->
            tree.forEach(node ->
                require(
                    node.column() < columnCount,
                    "a node looks at column " + node.column() + " of " + columnCount)));
  }

  /** The name of the aspect that a feature belongs to. */
  public static String aspectOf(Feature feature) {
    return Aspect.of(feature).name();
  }

  private static Map<Feature, Usual> ordered(Map<Feature, Usual> map) {
    Map<Feature, Usual> ordered = new EnumMap<>(Feature.class);
    ordered.putAll(map);
    ordered.forEach((feature, usual) -> {
      double center = feature.scale().apply(usual.median());
      require(
          Math.abs(center) <= MAX_CENTER,
          "the median of " + feature.label() + " cannot be " + usual.median());
    });
    return Collections.unmodifiableMap(ordered);
  }

  /**
   * What is usual for a feature.
   *
   * @param median in the feature's own unit, finite
   * @param deviation a robust deviation on the feature's scale, finite and above 0
   * @param knownShare the share of training accounts for which it was known, above 0, at most 1
   */
  public record Usual(double median, double deviation, double knownShare) {

    /** Checks the ranges. */
    public Usual {
      require(Double.isFinite(median), "a median must be finite, not " + median);
      require(
          deviation > 1e-12 && deviation < Double.POSITIVE_INFINITY,
          "a deviation must be above 0 and finite, not " + deviation);
      require(
          knownShare > 0 && knownShare <= 1,
          "knownShare must be above 0 and at most 1, not " + knownShare);
    }
  }

  /**
   * An isolation forest.
   *
   * @param sampleSize how many rows each tree was grown on, 1 to 65,536
   * @param trees each a list of nodes, a split before what lies below it, and its left side before
   *     its right; so no node refers to another
   */
  public record Forest(int sampleSize, List<List<Node>> trees) {

    /** Checks that the trees are whole and, filled up, not too large. */
    public Forest {
      require(
          sampleSize >= 1 && sampleSize <= ForestConfig.MAX_SAMPLE_SIZE,
          "sampleSize must be 1 to " + ForestConfig.MAX_SAMPLE_SIZE + ", not " + sampleSize);
      trees = trees.stream().map(List::copyOf).toList();
      require(!trees.isEmpty(), "there are no trees");
      long nodes = (long) trees.size() << (ForestTrainer.depth(sampleSize) + 1);
      require(nodes <= MAX_NODES, "the trees are too large: " + nodes + " nodes");
      trees.forEach(tree -> requireWhole(tree, ForestTrainer.depth(sampleSize)));
    }

    /** Counts the levels that are still open, bit by bit, so that a tree costs no stack. */
    private static void requireWhole(List<Node> tree, int depth) {
      int[] open = new int[depth + 1];
      int level = 0;
      open[0] = 1;
      for (Node node : tree) {
        require(level >= 0, "a tree goes on behind its end");
        open[level]--;
        if (node.isSplit()) {
          require(level < depth, "a tree is deeper than " + depth);
          open[++level] = 2;
        }
        while (level >= 0 && open[level] == 0) {
          level--;
        }
      }
      require(level < 0, "a tree is not whole");
    }
  }

  /**
   * A node of a tree.
   *
   * @param column the column whose value decides, or {@value #LEAF}
   * @param threshold values above it go right; finite, 0 in a leaf
   * @param expectedPath the path length still expected from the root, 0 to 1,000
   */
  public record Node(int column, double threshold, double expectedPath) {

    /** The column of a node that is not split. */
    public static final int LEAF = -1;

    private static final double MAX_PATH = 1_000;

    /** Checks the ranges. */
    public Node {
      require(column >= LEAF, "a node looks at column " + column);
      require(Double.isFinite(threshold), "a threshold must be finite, not " + threshold);
      require(
          expectedPath >= 0 && expectedPath <= MAX_PATH,
          "a path must be 0 to " + MAX_PATH + ", not " + expectedPath);
    }

    /** Whether there are nodes below it. */
    public boolean isSplit() {
      return column != LEAF;
    }
  }

  /**
   * What the forest's scores mean.
   *
   * @param usualPath the median mean path length over the training accounts, at least 0
   * @param unit the forest's score from the median to the 99 % quantile, 0.05 to 1
   */
  public record Calibration(double usualPath, double unit) {

    /** Checks the ranges. */
    public Calibration {
      require(
          usualPath >= 0 && usualPath <= Node.MAX_PATH,
          "usualPath must be 0 to " + Node.MAX_PATH + ", not " + usualPath);
      require(
          unit >= ForestCalibration.MIN_UNIT && unit <= 1,
          "unit must be " + ForestCalibration.MIN_UNIT + " to 1, not " + unit);
    }
  }

  private static void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(complaint);
    }
  }
}
