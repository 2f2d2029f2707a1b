package dev.ringwatch.detect.ring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds rings in a link graph: significant pairs become edges, connected edges become groups,
 * groups are split, peeled and judged. A pure function of its arguments.
 */
public final class RingDetector {

  private RingDetector() {}

  /**
   * The edges and rings of a graph.
   *
   * @param graph accounts, keys and occasions
   * @param memberRisk how abnormal each account is by itself, by account index, from 0 to 100
   * @param config what is looked at, and how strictly
   * @throws IllegalArgumentException if there is not one risk per account, or one is out of range
   */
  public static RingFindings detect(LinkGraph graph, double[] memberRisk, RingConfig config) {
    checkRisk(graph, memberRisk);
    List<Pair> pairs = Significance.significantPairs(graph, config);
    var maker = new EdgeMaker(graph, config);
    List<Edge> edges = pairs.parallelStream().map(maker::edge).toList();
    EdgeGraph edgeGraph = edgeGraph(graph.accounts(), pairs, edges);
    var rings = new ArrayList<Ring>();
    var judge = new RingJudge(graph, memberRisk, config, edgeGraph, pairs, edges);
    for (int[] group : Groups.of(edgeGraph, pairs, config.groups())) {
      judge.ring(group).ifPresent(rings::add);
    }
    rings.sort(Comparator.comparingDouble(Ring::score).reversed().thenComparing(Ring::id));
    return new RingFindings(edges, rings, graph.shedOccasions());
  }

  private static void checkRisk(LinkGraph graph, double[] memberRisk) {
    if (memberRisk.length != graph.accounts()) {
      throw new IllegalArgumentException(
          memberRisk.length + " risks for " + graph.accounts() + " accounts");
    }
    for (double risk : memberRisk) {
      if (!(risk >= 0 && risk <= 100)) {
        throw new IllegalArgumentException("a member's risk must be in [0, 100], not " + risk);
      }
    }
  }

  private static EdgeGraph edgeGraph(int accounts, List<Pair> pairs, List<Edge> edges) {
    int[] a = pairs.stream().mapToInt(Pair::a).toArray();
    int[] b = pairs.stream().mapToInt(Pair::b).toArray();
    double[] weight = edges.stream().mapToDouble(Edge::weight).toArray();
    return EdgeGraph.of(accounts, a, b, weight);
  }
}
