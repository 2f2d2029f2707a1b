package dev.ringwatch.app.report.chart;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Places a graph's nodes: linked ones attract, all repel. The same graph and seed give the same
 * places. O(rounds * n²), for small graphs. Not thread-safe.
 *
 * <p>After Fruchterman and Reingold, "Graph Drawing by Force-directed Placement" (1991), with a
 * pull to the middle, and with no push from far away, so that unconnected parts stay together.
 */
final class ForceLayout {

  private static final int ROUNDS = 300;
  private static final double GRAVITY = 1.5;
  private static final double FURTHEST = 4;
  private static final double CLOSEST = 1e-4;

  private final List<Graph.Link> links;
  private final double[] x;
  private final double[] y;
  private final double[] moveX;
  private final double[] moveY;

  /** The distance at which attraction and repulsion of two linked nodes are even. */
  private final double ideal;

  private ForceLayout(int nodes, List<Graph.Link> links, long seed) {
    this.links = links;
    x = new double[nodes];
    y = new double[nodes];
    moveX = new double[nodes];
    moveY = new double[nodes];
    ideal = 1 / StrictMath.sqrt(nodes);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < nodes; i++) {
      x[i] = random.nextDouble();
      y[i] = random.nextDouble();
    }
  }

  /** Every node's place, as x and y of 0 to 1; the outermost nodes touch the edges. */
  static double[][] place(Graph graph, long seed) {
    ForceLayout layout = new ForceLayout(graph.nodes().size(), graph.links(), seed);
    for (int round = 0; round < ROUNDS; round++) {
      layout.round(0.1 * (1 - (double) round / ROUNDS));
    }
    return new double[][] {fitted(layout.x), fitted(layout.y)};
  }

  private void round(double furthest) {
    for (int i = 0; i < x.length; i++) {
      moveX[i] = (0.5 - x[i]) * GRAVITY;
      moveY[i] = (0.5 - y[i]) * GRAVITY;
    }
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = Math.max(CLOSEST, distance(i, j)) / ideal;
        if (distance < FURTHEST) {
          push(i, j, 1 / (distance * distance));
        }
      }
    }
    for (Graph.Link link : links) {
      push(link.from(), link.to(), -distance(link.from(), link.to()) / ideal);
    }
    for (int i = 0; i < x.length; i++) {
      double length = StrictMath.sqrt(moveX[i] * moveX[i] + moveY[i] * moveY[i]);
      double share = length > furthest ? furthest / length : 1;
      x[i] += moveX[i] * share;
      y[i] += moveY[i] * share;
    }
  }

  /** Moves two nodes apart, or together, by a multiple of the way between them. */
  private void push(int i, int j, double force) {
    double wayX = (x[i] - x[j]) * force;
    double wayY = (y[i] - y[j]) * force;
    moveX[i] += wayX;
    moveY[i] += wayY;
    moveX[j] -= wayX;
    moveY[j] -= wayY;
  }

  private double distance(int i, int j) {
    double wayX = x[i] - x[j];
    double wayY = y[i] - y[j];
    return StrictMath.sqrt(wayX * wayX + wayY * wayY);
  }

  private static double[] fitted(double[] places) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double place : places) {
      least = Math.min(least, place);
      most = Math.max(most, place);
    }
    double[] fitted = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      fitted[i] = most - least < CLOSEST ? 0.5 : (places[i] - least) / (most - least);
    }
    return fitted;
  }
}
