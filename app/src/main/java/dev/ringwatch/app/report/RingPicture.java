package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Graph;
import dev.ringwatch.app.report.chart.GraphPicture;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.event.StableHash;
import gg.jte.Content;
import java.util.List;

/**
 * A ring as a small graph.
 *
 * @param drawing the graph
 * @param words what of the ring is drawn, in words
 * @param kinds the kinds of keys in it
 * @param keys the keys in it
 * @param pairs the pairs that are drawn as a line between two accounts
 */
public record RingPicture(
    Content drawing,
    String words,
    List<KeyKind> kinds,
    List<RingDetail.SharedKey> keys,
    List<RingDetail.Edge> pairs) {

  /** Where clicks on what is drawn lead; empty for nowhere. */
  public interface Leads {

    /** For a page on which nothing leads anywhere. */
    Leads NOWHERE =
        new Leads() {
          @Override
          public String account(String id) {
            return "";
          }

          @Override
          public String key(RingDetail.SharedKey key) {
            return "";
          }

          @Override
          public String pair(RingDetail.Edge pair) {
            return "";
          }
        };

    /** From an account. */
    String account(String id);

    /** From something shared, and from the lines that join accounts to it. */
    String key(RingDetail.SharedKey key);

    /** From a line between two accounts. */
    String pair(RingDetail.Edge pair);
  }

  /** Draws a ring on a page on which nothing leads anywhere. */
  public static RingPicture of(RingDetail ring, GraphPicture.Tips tips) {
    return of(ring, ring.members().size(), tips, Leads.NOWHERE);
  }

  /**
   * Draws a ring.
   *
   * @param ring what is known of it; of a large one some members, those with the most ties
   * @param accounts how many accounts it has
   */
  public static RingPicture of(RingDetail ring, int accounts, GraphPicture.Tips tips, Leads leads) {
    RingGraph graph = new RingGraph(ring, leads);
    Graph drawn = graph.graph();
    String label =
        "Ring " + Shown.name(ring.id()) + ": " + Numbers.count(graph.members().size(), "account");
    return new RingPicture(
        GraphPicture.draw(drawn, StableHash.of(ring.id(), 0), label, tips),
        words(ring, accounts, graph),
        graph.keys().stream().map(key -> KeyKind.of(key.kind())).distinct().toList(),
        graph.keys(),
        graph.pairs());
  }

  private static String words(RingDetail ring, int all, RingGraph graph) {
    String ties =
        graph.keys().isEmpty()
            ? "lines join pairs that share more than chance explains"
            : "lines join accounts to what they share";
    String accounts =
        graph.members().size() == all
            ? "All " + Numbers.count(all, "account")
            : "The "
                + Numbers.count(graph.members().size())
                + " accounts with the most ties of "
                + Numbers.count(all);
    int keysLeft = ring.ties().keys().size() - graph.keys().size();
    String keys = keysLeft > 0 ? "; " + Numbers.count(keysLeft, "lesser key") + " not drawn" : "";
    return accounts + "; " + ties + keys + ".";
  }
}
