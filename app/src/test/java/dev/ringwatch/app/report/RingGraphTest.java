package dev.ringwatch.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.report.chart.Graph;
import dev.ringwatch.app.report.chart.GraphPicture;
import dev.ringwatch.risk.Band;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingGraphTest {

  private static final RingDetail.Ties NO_TIES =
      new RingDetail.Ties(List.of(), List.of(), List.of());

  @Test
  void joinsAccountsToTheKeysTheyShare() {
    RingDetail.SharedKey device =
        new RingDetail.SharedKey("device", "D1", 2, List.of("a0", "a1"), List.of());
    RingDetail.Edge pair = new RingDetail.Edge("a0", "a1", 0.5, 1e-9, List.of("device D1"));

    Graph graph = graph(3, new RingDetail.Ties(List.of(pair), List.of(device), List.of()));

    assertThat(graph.nodes()).hasSize(4);
    assertThat(graph.links()).as("no line between accounts that share a drawn key").hasSize(2);
  }

  @Test
  void joinsAccountsToOneAnotherWithoutKeys() {
    RingDetail.Edge pair = new RingDetail.Edge("a0", "a2", 0.5, 0, List.of("device D1"));

    Graph graph = graph(3, new RingDetail.Ties(List.of(pair), List.of(), List.of()));

    assertThat(graph.nodes()).hasSize(3);
    assertThat(graph.links()).singleElement().extracting(Graph.Link::strength).isEqualTo(1.0);
  }

  @Test
  void drawsTheCoreOfALargeRing() {
    RingDetail.SharedKey device =
        new RingDetail.SharedKey("device", "D1", 2, List.of("a298", "a299", "stranger"), List.of());

    RingGraph graph =
        new RingGraph(
            ring(300, new RingDetail.Ties(List.of(), List.of(device), List.of())),
            RingPicture.Leads.NOWHERE);

    assertThat(graph.members()).hasSize(60);
    assertThat(graph.members().subList(0, 2))
        .extracting(RingDetail.Member::account)
        .containsExactly("a298", "a299");
    assertThat(RingPicture.of(ring(300, NO_TIES), GraphPicture.Tips.TITLE).words())
        .startsWith("The 60 accounts");
  }

  private static Graph graph(int members, RingDetail.Ties ties) {
    return new RingGraph(ring(members, ties), RingPicture.Leads.NOWHERE).graph();
  }

  private static RingDetail ring(int members, RingDetail.Ties ties) {
    return new RingDetail(
        "R-1",
        90,
        List.of(),
        IntStream.range(0, members)
            .mapToObj(
                i -> new RingDetail.Member("a" + i, "core", 80, Band.HIGH, RingDetail.Times.NONE))
            .toList(),
        ties,
        RingDetail.Together.NONE);
  }

  @Test
  void tellsWhatThingsAreInTheWayOfThePage() {
    RingDetail ring = ring(3, NO_TIES);
    assertThat(RingPicture.of(ring, GraphPicture.Tips.TITLE).drawing().toString())
        .contains("<title>")
        .doesNotContain("data-tip");
    assertThat(RingPicture.of(ring, GraphPicture.Tips.SCRIPT).drawing().toString())
        .contains("data-tip=")
        .doesNotContain("<title>");
  }
}
