package dev.ringwatch.detect.ring;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Drops what hangs loosely on a group. First the group's densest part is measured, by taking away
 * the vertex of least weight until none is left (Charikar, "Greedy approximation algorithms for
 * finding dense components", 2000; Hooi et al., "FRAUDAR", 2016): the densest of the graphs passed
 * on the way has at least half the edge weight per vertex of the densest there is. Then everybody
 * stays whose ties to those that stay weigh at least a fraction of that density.
 */
final class DenseCore {

  /**
   * A share of the density below which a vertex hangs loosely: a member tied half as well as the
   * average stays.
   */
  private static final double LOOSE = 0.5;

  private DenseCore() {}

  /** The vertices that stay, in ascending order. O(edges log vertices). */
  static int[] of(EdgeGraph graph, IntPredicate stays) {
    double bound = LOOSE * density(graph);
    var tie = ties(graph);
    var gone = new boolean[graph.vertices()];
    var queue = new int[graph.vertices()];
    int queued = 0;
    for (int vertex = 0; vertex < tie.length; vertex++) {
      if (tie[vertex] < bound && !stays.test(vertex)) {
        gone[vertex] = true;
        queue[queued++] = vertex;
      }
    }
    for (int next = 0; next < queued; next++) {
      for (int place = graph.start(queue[next]); place < graph.start(queue[next] + 1); place++) {
        int other = graph.neighbour(place);
        tie[other] -= graph.weight(place);
        if (!gone[other] && tie[other] < bound && !stays.test(other)) {
          gone[other] = true;
          queue[queued++] = other;
        }
      }
    }
    return IntStream.range(0, gone.length).filter(vertex -> !gone[vertex]).toArray();
  }

  /** The largest edge weight per vertex among the graphs that greedy peeling passes. */
  static double density(EdgeGraph graph) {
    double[] tie = ties(graph);
    double total = Arrays.stream(tie).sum() / 2;
    var gone = new boolean[graph.vertices()];
    var weakestFirst = new TreeSet<Vertex>();
    for (int vertex = 0; vertex < tie.length; vertex++) {
      weakestFirst.add(new Vertex(tie[vertex], vertex));
    }
    double best = 0;
    for (int left = graph.vertices(); left > 0; left--) {
      best = Math.max(best, total / left);
      int weakest = weakestFirst.pollFirst().index();
      gone[weakest] = true;
      total -= tie[weakest];
      for (int place = graph.start(weakest); place < graph.start(weakest + 1); place++) {
        int other = graph.neighbour(place);
        if (!gone[other]) {
          weakestFirst.remove(new Vertex(tie[other], other));
          tie[other] -= graph.weight(place);
          weakestFirst.add(new Vertex(tie[other], other));
        }
      }
    }
    return best;
  }

  private static double[] ties(EdgeGraph graph) {
    var tie = new double[graph.vertices()];
    for (int vertex = 0; vertex < tie.length; vertex++) {
      for (int place = graph.start(vertex); place < graph.start(vertex + 1); place++) {
        tie[vertex] += graph.weight(place);
      }
    }
    return tie;
  }

  private record Vertex(double tie, int index) implements Comparable<Vertex> {
    @Override
    public int compareTo(Vertex other) {
      int byTie = Double.compare(tie, other.tie);
      return byTie != 0 ? byTie : Integer.compare(index, other.index);
    }
  }
}
