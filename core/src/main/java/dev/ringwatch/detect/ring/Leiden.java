package dev.ringwatch.detect.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nl.cwts.networkanalysis.Clustering;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;

/**
 * Splits a connected graph into communities: the Leiden algorithm (Traag, Waltman & van Eck, "From
 * Louvain to Leiden", 2019) on the constant Potts model, as its authors implement it. Every vertex
 * weighs one, so that the resolution is the density of edge weight that separates inside from
 * outside. The same graph and seed give the same communities.
 */
final class Leiden {

  private static final int MOST_ITERATIONS = 100;

  private Leiden() {}

  /** The communities, each in ascending order, by lowest vertex. */
  static List<int[]> communities(EdgeGraph graph, double resolution, long seed) {
    var algorithm =
        new LeidenAlgorithm(
            resolution, MOST_ITERATIONS, LeidenAlgorithm.DEFAULT_RANDOMNESS, new Random(seed));
    var clustering = new Clustering(graph.vertices());
    algorithm.improveClustering(network(graph), clustering);
    var communities = new ArrayList<>(Arrays.asList(clustering.getNodesPerCluster()));
    communities.removeIf(community -> community.length == 0);
    communities.forEach(Arrays::sort);
    communities.sort((one, other) -> Integer.compare(one[0], other[0]));
    return communities;
  }

  /**
   * Hands over the rows as they are: both directions, sorted, unchecked, which its slow integrity
   * check would only confirm.
   */
  private static Network network(EdgeGraph graph) {
    var nodeWeights = new double[graph.vertices()];
    Arrays.fill(nodeWeights, 1);
    var firstNeighbour = new long[graph.vertices() + 1];
    Arrays.setAll(firstNeighbour, graph::start);
    var neighbours = new LargeIntArray(2L * graph.edges());
    var weights = new LargeDoubleArray(2L * graph.edges());
    for (int place = 0; place < 2 * graph.edges(); place++) {
      neighbours.set(place, graph.neighbour(place));
      weights.set(place, graph.weight(place));
    }
    return new Network(nodeWeights, firstNeighbour, neighbours, weights, false);
  }
}
