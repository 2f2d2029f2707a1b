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
 */
public record RingPicture(Content drawing, String words, List<KeyKind> kinds) {

  /** Draws a ring. */
  public static RingPicture of(RingDetail ring, GraphPicture.Tips tips) {
    RingGraph graph = new RingGraph(ring);
    Graph drawn = graph.graph();
    String label =
        "Ring " + Shown.name(ring.id()) + ": " + Numbers.count(graph.members().size(), "account");
    return new RingPicture(
        GraphPicture.draw(drawn, StableHash.of(ring.id(), 0), label, tips),
        words(ring, graph),
        graph.keys().stream().map(key -> KeyKind.of(key.kind())).distinct().toList());
  }

  private static String words(RingDetail ring, RingGraph graph) {
    String ties =
        graph.keys().isEmpty()
            ? "lines join pairs that share more than chance explains"
            : "lines join accounts to what they share";
    String accounts =
        graph.members().size() == ring.members().size()
            ? "All " + Numbers.count(ring.members().size(), "account")
            : "The "
                + Numbers.count(graph.members().size())
                + " accounts with the most ties of "
                + Numbers.count(ring.members().size());
    int keysLeft = ring.ties().keys().size() - graph.keys().size();
    String keys = keysLeft > 0 ? "; " + Numbers.count(keysLeft, "lesser key") + " not drawn" : "";
    return accounts + "; " + ties + keys + ".";
  }
}
