package dev.ringwatch.app.report.chart;

import gg.jte.Content;

/** Draws a small graph: accounts as circles sized by risk, what they share as squares by kind. */
public final class GraphPicture {

  private static final double WIDTH = 480;
  private static final double HEIGHT = 360;
  private static final double MARGIN = 30;
  private static final double SQUARE = 14;

  /** With more nodes than this, names would cover one another. */
  private static final int MAX_NAMED = 26;

  private final Graph graph;
  private final double[] x;
  private final double[] y;
  private final Svg svg;
  private final Tips tips;

  /** How what is told about a node or a line comes to who points at it. */
  public enum Tips {
    /** By the page's script, out of an attribute. */
    SCRIPT,
    /** By the browser itself, on a page without scripts. */
    TITLE
  }

  private GraphPicture(Graph graph, long seed, String label, Tips tips) {
    this.graph = graph;
    this.tips = tips;
    double[][] places = ForceLayout.place(graph, seed);
    x = places[0];
    y = places[1];
    for (int i = 0; i < x.length; i++) {
      x[i] = MARGIN + x[i] * (WIDTH - 2 * MARGIN);
      y[i] = MARGIN + y[i] * (HEIGHT - 2 * MARGIN);
    }
    boolean leads = graph.nodes().stream().anyMatch(node -> !node.href().isEmpty());
    svg =
        leads ? Svg.ofLinks(WIDTH, HEIGHT, "graph", label) : new Svg(WIDTH, HEIGHT, "graph", label);
  }

  /**
   * Draws a graph.
   *
   * @param seed where the layout begins; the same seed gives the same picture
   * @param label what it shows, for those who do not see it
   */
  public static Content draw(Graph graph, long seed, String label, Tips tips) {
    GraphPicture picture = new GraphPicture(graph, seed, label, tips);
    graph.links().forEach(picture::drawLink);
    for (int i = 0; i < graph.nodes().size(); i++) {
      picture.drawNode(i, graph.nodes().get(i));
    }
    return picture.svg.done();
  }

  private void drawLink(Graph.Link link) {
    if (!link.href().isEmpty()) {
      // For a pointer alone: with a hundred more stops nobody would come past the drawing by keys.
      svg.open("a", "href", link.href(), "tabindex", "-1", "aria-hidden", "true");
    }
    openTipped(link.tip());
    if (!link.href().isEmpty()) {
      drawLine(link, 0, "hit-line");
    }
    drawLine(link, 0.6 + 2.4 * link.strength(), "link");
    close(link.href());
  }

  /** A line of no width of its own has that of its class. */
  private void drawLine(Graph.Link link, double width, String cssClass) {
    svg.element(
        "line",
        "x1",
        x[link.from()],
        "y1",
        y[link.from()],
        "x2",
        x[link.to()],
        "y2",
        y[link.to()],
        "stroke-width",
        width,
        "class",
        cssClass);
  }

  private void drawNode(int i, Graph.Node node) {
    if (!node.href().isEmpty()) {
      svg.open("a", "href", node.href(), "aria-label", node.tip());
    }
    openTipped(node.tip());
    switch (node) {
      case Graph.AccountNode account -> drawAccount(i, account);
      case Graph.KeyNode key -> drawKey(i, key);
    }
    close(node.href());
  }

  private void openTipped(String tip) {
    switch (tips) {
      case SCRIPT -> svg.open("g", "data-tip", tip);
      case TITLE -> svg.open("g").title(tip);
    }
  }

  private void close(String href) {
    svg.close("g");
    if (!href.isEmpty()) {
      svg.close("a");
    }
  }

  private void drawAccount(int i, Graph.AccountNode account) {
    double radius = 4 + account.risk() / 100 * 7;
    svg.element("circle", "cx", x[i], "cy", y[i], "r", radius, "class", "node " + account.band());
    drawName(i, radius, account.label());
  }

  private void drawKey(int i, Graph.KeyNode key) {
    svg.element(
        "rect",
        "x",
        x[i] - SQUARE / 2,
        "y",
        y[i] - SQUARE / 2,
        "width",
        SQUARE,
        "height",
        SQUARE,
        "rx",
        2,
        "class",
        "key " + key.kind());
    svg.text(x[i], y[i] + 4, "letter middle", key.letter());
    drawName(i, SQUARE / 2, key.label());
  }

  private void drawName(int i, double radius, String name) {
    if (graph.nodes().size() > MAX_NAMED) {
      return;
    }
    boolean isRight = x[i] > WIDTH * 0.75;
    boolean isLeft = x[i] < WIDTH * 0.25;
    String anchor = isRight ? "node-name end" : isLeft ? "node-name" : "node-name middle";
    double at = isRight ? x[i] + radius : isLeft ? x[i] - radius : x[i];
    svg.text(at, y[i] + radius + 11, anchor, name);
  }
}
