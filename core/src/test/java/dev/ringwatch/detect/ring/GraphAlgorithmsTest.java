package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphAlgorithmsTest {

  static EdgeGraph random(int vertices, double density, long seed) {
    var random = new Random(seed);
    List<int[]> edges = new ArrayList<>();
    for (int a = 0; a < vertices; a++) {
      for (int b = a + 1; b < vertices; b++) {
        if (random.nextDouble() < density) {
          edges.add(new int[] {a, b});
        }
      }
    }
    return graph(vertices, edges, random);
  }

  static EdgeGraph graph(int vertices, List<int[]> edges, Random random) {
    double[] weights = edges.stream().mapToDouble(edge -> 0.2 + random.nextDouble()).toArray();
    return EdgeGraph.of(
        vertices,
        edges.stream().mapToInt(edge -> edge[0]).toArray(),
        edges.stream().mapToInt(edge -> edge[1]).toArray(),
        weights);
  }

  /** Two cliques of a size, joined by one edge. */
  static EdgeGraph barbell(int size) {
    List<int[]> edges = new ArrayList<>();
    for (int a = 0; a < size; a++) {
      for (int b = a + 1; b < size; b++) {
        edges.add(new int[] {a, b});
      }
    }
    edges.add(new int[] {size - 1, size});
    for (int a = size; a < 2 * size; a++) {
      for (int b = a + 1; b < 2 * size; b++) {
        edges.add(new int[] {a, b});
      }
    }
    return graph(2 * size, edges, new Random(1));
  }

  private static List<int[]> breadthFirst(EdgeGraph graph, int atLeast) {
    var seen = new boolean[graph.vertices()];
    List<int[]> components = new ArrayList<>();
    for (int first = 0; first < graph.vertices(); first++) {
      var queue = new ArrayDeque<Integer>();
      List<Integer> component = new ArrayList<>();
      queue.add(first);
      while (!queue.isEmpty()) {
        int vertex = queue.remove();
        if (!seen[vertex]) {
          seen[vertex] = true;
          component.add(vertex);
          IntStream.range(graph.start(vertex), graph.start(vertex + 1))
              .forEach(place -> queue.add(graph.neighbour(place)));
        }
      }
      if (component.size() >= atLeast) {
        components.add(component.stream().mapToInt(Integer::intValue).sorted().toArray());
      }
    }
    return components;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheComponentsThatABreadthFirstSearchFinds(long seed) {
    EdgeGraph graph = random(120, 0.008, seed);
    for (int size = 1; size < 5; size++) {
      int[][] found = Components.of(graph).atLeast(size).toArray(int[][]::new);
      assertThat(found).isDeepEqualTo(breadthFirst(graph, size).toArray(int[][]::new));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void measuresAtLeastHalfTheLargestDensity(long seed) {
    EdgeGraph graph = random(10, 0.35, seed);
    double densest = 0;
    for (int subset = 1; subset < 1 << 10; subset++) {
      double weight = 0;
      for (int a = 0; a < 10; a++) {
        for (int place = graph.start(a); place < graph.start(a + 1); place++) {
          int b = graph.neighbour(place);
          boolean inside = b > a && (subset >> a & 1) == 1 && (subset >> b & 1) == 1;
          weight += inside ? graph.weight(place) : 0;
        }
      }
      densest = Math.max(densest, weight / Integer.bitCount(subset));
    }
    assertThat(DenseCore.density(graph)).isBetween(densest / 2, densest + 1e-9);
  }

  @Test
  void keepsACliqueAndDropsWhatHangsOnIt() {
    List<int[]> edges = new ArrayList<>();
    for (int a = 0; a < 8; a++) {
      for (int b = a + 1; b < 8; b++) {
        edges.add(new int[] {a, b});
      }
      edges.add(new int[] {a, 8 + a});
    }
    edges.sort(Arrays::compare);
    double[] weights = new double[edges.size()];
    Arrays.fill(weights, 1);
    EdgeGraph graph =
        EdgeGraph.of(
            16,
            edges.stream().mapToInt(edge -> edge[0]).toArray(),
            edges.stream().mapToInt(edge -> edge[1]).toArray(),
            weights);
    assertThat(DenseCore.of(graph, vertex -> false)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void keepsAChainWhole() {
    List<int[]> edges = IntStream.range(0, 9).mapToObj(a -> new int[] {a, a + 1}).toList();
    var weights = new double[9];
    Arrays.fill(weights, 0.7);
    EdgeGraph graph =
        EdgeGraph.of(
            10,
            edges.stream().mapToInt(edge -> edge[0]).toArray(),
            edges.stream().mapToInt(edge -> edge[1]).toArray(),
            weights);
    assertThat(DenseCore.of(graph, vertex -> false)).hasSize(10);
  }

  @Test
  void splitsTwoCliquesAtTheirBridge() {
    List<int[]> communities = Leiden.communities(barbell(20), 0.1, 1);
    assertThat(communities).hasSize(2);
    assertThat(communities.get(0)).isEqualTo(IntStream.range(0, 20).toArray());
    assertThat(communities.get(1)).isEqualTo(IntStream.range(20, 40).toArray());
  }

  @Test
  void splitsTheSameWayEveryTime() {
    EdgeGraph graph = random(300, 0.02, 3);
    int[][] once = Leiden.communities(graph, 0.05, 9).toArray(int[][]::new);
    int[][] again = Leiden.communities(graph, 0.05, 9).toArray(int[][]::new);
    assertThat(again).isDeepEqualTo(once);
  }
}
