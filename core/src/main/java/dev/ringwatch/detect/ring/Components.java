package dev.ringwatch.detect.ring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Connected components by union-find with path halving; the lower vertex becomes the root. O(log n)
 * per union, amortised. Used by one thread.
 */
final class Components {

  private final int[] parent;

  /** Starts with every vertex alone. */
  Components(int vertices) {
    parent = new int[vertices];
    Arrays.setAll(parent, vertex -> vertex);
  }

  /** The components of a graph. */
  static Components of(EdgeGraph graph) {
    var components = new Components(graph.vertices());
    for (int vertex = 0; vertex < graph.vertices(); vertex++) {
      for (int place = graph.start(vertex); place < graph.start(vertex + 1); place++) {
        components.union(vertex, graph.neighbour(place));
      }
    }
    return components;
  }

  /** The lowest vertex of the vertex's component. */
  int find(int vertex) {
    int at = vertex;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Makes two components one. */
  void union(int one, int other) {
    int rootOne = find(one);
    int rootOther = find(other);
    parent[Math.max(rootOne, rootOther)] = Math.min(rootOne, rootOther);
  }

  /** The number of vertices of every component, at its lowest vertex; 0 elsewhere. O(n). */
  int[] sizes() {
    var sizes = new int[parent.length];
    for (int vertex = 0; vertex < parent.length; vertex++) {
      sizes[find(vertex)]++;
    }
    return sizes;
  }

  /** The components of at least a size, each in ascending order, by lowest vertex. O(n). */
  List<int[]> atLeast(int size) {
    int[] count = sizes();
    var components = new ArrayList<int[]>();
    var byRoot = new int[parent.length][];
    for (int vertex = 0; vertex < parent.length; vertex++) {
      int root = find(vertex);
      if (root == vertex && count[root] >= size) {
        byRoot[root] = new int[count[root]];
        components.add(byRoot[root]);
        count[root] = 0;
      }
      if (byRoot[root] != null) {
        byRoot[root][count[root]++] = vertex;
      }
    }
    return components;
  }
}
