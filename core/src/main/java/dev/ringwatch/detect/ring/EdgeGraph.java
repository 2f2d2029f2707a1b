package dev.ringwatch.detect.ring;

import java.util.Arrays;

/**
 * An undirected weighted graph over vertices 0 to n-1 as compressed sparse rows: every edge in both
 * directions, neighbours in ascending order. Immutable.
 */
final class EdgeGraph {

  private final int[] start;
  private final int[] neighbour;
  private final double[] weight;

  /** By place: the edge's position in what the graph was made of. */
  private final int[] edge;

  private EdgeGraph(int[] start, int[] neighbour, double[] weight, int[] edge) {
    this.start = start;
    this.neighbour = neighbour;
    this.weight = weight;
    this.edge = edge;
  }

  /**
   * The graph of edges a[i]-b[i], each once, with a[i] below b[i], sorted by a, then b. O(vertices
   * + edges).
   *
   * @param vertices the number of vertices
   */
  static EdgeGraph of(int vertices, int[] a, int[] b, double[] weight) {
    var start = new int[vertices + 1];
    for (int i = 0; i < a.length; i++) {
      start[a[i] + 1]++;
      start[b[i] + 1]++;
    }
    for (int vertex = 0; vertex < vertices; vertex++) {
      start[vertex + 1] += start[vertex];
    }
    int[] next = start.clone();
    var neighbour = new int[2 * a.length];
    var weights = new double[2 * a.length];
    var edge = new int[2 * a.length];
    for (int i = 0; i < a.length; i++) {
      neighbour[next[b[i]]] = a[i];
      weights[next[b[i]]] = weight[i];
      edge[next[b[i]]++] = i;
    }
    for (int i = 0; i < a.length; i++) {
      neighbour[next[a[i]]] = b[i];
      weights[next[a[i]]] = weight[i];
      edge[next[a[i]]++] = i;
    }
    return new EdgeGraph(start, neighbour, weights, edge);
  }

  int vertices() {
    return start.length - 1;
  }

  /** How many edges there are, each counted once. */
  int edges() {
    return neighbour.length / 2;
  }

  /** The first place of a vertex's neighbours, up to the next vertex's first place. */
  int start(int vertex) {
    return start[vertex];
  }

  int neighbour(int place) {
    return neighbour[place];
  }

  double weight(int place) {
    return weight[place];
  }

  /** The edge's position in the arrays that the graph was made of. */
  int edge(int place) {
    return edge[place];
  }

  int degree(int vertex) {
    return start[vertex + 1] - start[vertex];
  }

  /** The graph of some vertices and the edges between them; vertex i of it is members[i]. */
  EdgeGraph induced(int[] members) {
    int[] sorted = members.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, members)) {
      throw new IllegalArgumentException("members must be in ascending order");
    }
    int edges = 0;
    for (int member : members) {
      edges += degree(member);
    }
    var a = new int[edges];
    var b = new int[edges];
    var weights = new double[edges];
    int count = 0;
    for (int i = 0; i < members.length; i++) {
      for (int place = start[members[i]]; place < start[members[i] + 1]; place++) {
        int j = neighbour[place] > members[i] ? Arrays.binarySearch(members, neighbour[place]) : -1;
        if (j >= 0) {
          a[count] = i;
          b[count] = j;
          weights[count++] = weight[place];
        }
      }
    }
    return of(
        members.length,
        Arrays.copyOf(a, count),
        Arrays.copyOf(b, count),
        Arrays.copyOf(weights, count));
  }
}
