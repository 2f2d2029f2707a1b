package dev.ringwatch.detect.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

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
    if (memberRisk.length != graph.accounts()) {
      throw new IllegalArgumentException(
          memberRisk.length + " risks for " + graph.accounts() + " accounts");
    }
    Arrays.stream(memberRisk).forEach(RingJudge::checkRisk);
    return detect(graph, account -> memberRisk[account], config);
  }

  /**
   * The same where it is dear to know how abnormal an account is: it is asked of members only.
   *
   * @param memberRisk how abnormal an account is by itself, by account index, from 0 to 100
   */
  public static RingFindings detect(
      LinkGraph graph, IntToDoubleFunction memberRisk, RingConfig config) {
    return detect(graph, Significance.significantPairs(graph, config), memberRisk, config);
  }

  /**
   * The same by what earlier searches found out, which makes it cost less and changes nothing else.
   *
   * @param memory what the searches before left, and where this one leaves what it found out
   */
  public static RingFindings detect(
      LinkGraph graph, IntToDoubleFunction memberRisk, RingConfig config, SearchMemory memory) {
    return detect(
        graph, Significance.significantPairs(graph, config, memory.pairs()), memberRisk, config);
  }

  private static RingFindings detect(
      LinkGraph graph, List<Pair> pairs, IntToDoubleFunction memberRisk, RingConfig config) {
    var maker = new EdgeMaker(graph, config);
    List<Edge> edges = pairs.parallelStream().map(maker::edge).toList();
    EdgeGraph edgeGraph = edgeGraph(graph.accounts(), pairs, edges);
    var rings = new ArrayList<Ring>();
    var judge = new RingJudge(graph, memberRisk, config, edgeGraph, pairs, edges);
    for (int[] group : Groups.of(edgeGraph, pairs, config.groups())) {
      judge.ring(group).ifPresent(rings::add);
    }
    rings.sort(Ring.WORST_FIRST);
    return new RingFindings(edges, rings, graph.shedOccasions());
  }

  private static EdgeGraph edgeGraph(int accounts, List<Pair> pairs, List<Edge> edges) {
    int[] a = pairs.stream().mapToInt(Pair::a).toArray();
    int[] b = pairs.stream().mapToInt(Pair::b).toArray();
    double[] weight = edges.stream().mapToDouble(Edge::weight).toArray();
    return EdgeGraph.of(accounts, a, b, weight);
  }
}
