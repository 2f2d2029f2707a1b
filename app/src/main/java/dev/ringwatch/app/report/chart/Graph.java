package dev.ringwatch.app.report.chart;

import java.util.List;

/**
 * What a graph picture shows: nodes and lines between them.
 *
 * @param nodes the nodes
 * @param links the lines between them, by the nodes' places in the list
 */
public record Graph(List<Node> nodes, List<Link> links) {

  /** A node. */
  public sealed interface Node {

    /** Its name, short enough to be written beside it. */
    String label();

    /** What is told about it. */
    String tip();

    /** Where a click on it leads; empty for nowhere. */
    String href();
  }

  /**
   * An account, drawn as a circle sized by its risk.
   *
   * @param label its name
   * @param tip what is told about it
   * @param risk its risk score, 0 to 100
   * @param band its band's label, which is also its class
   * @param href where a click on it leads; empty for nowhere
   */
  public record AccountNode(String label, String tip, double risk, String band, String href)
      implements Node {}

  /**
   * Something that accounts share, drawn as a square with a letter.
   *
   * @param label its name
   * @param tip what is told about it
   * @param kind its kind's class
   * @param letter its kind's letter
   * @param href where a click on it leads; empty for nowhere
   */
  public record KeyNode(String label, String tip, String kind, String letter, String href)
      implements Node {}

  /**
   * A line.
   *
   * @param from the place of one node in the list
   * @param to the place of the other
   * @param strength 0 to 1: how thick it is
   * @param tip what is told about it
   * @param href where a click on it leads; empty for nowhere
   */
  public record Link(int from, int to, double strength, String tip, String href) {

    /** Checks the strength. */
    public Link {
      if (!(strength >= 0 && strength <= 1)) {
        throw new IllegalArgumentException("a line's strength must be 0 to 1, not " + strength);
      }
    }
  }

  /** Copies the lists and checks that every line has its ends. */
  public Graph {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
    for (Link link : links) {
      if (Math.min(link.from(), link.to()) < 0
          || Math.max(link.from(), link.to()) >= nodes.size()) {
        throw new IllegalArgumentException("a line ends at no node: " + link);
      }
    }
  }
}
