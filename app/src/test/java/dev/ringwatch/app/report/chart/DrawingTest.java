package dev.ringwatch.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawingTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  @Test
  void escapesTextAndAttributes() {
    Svg svg = new Svg(1, 1, "chart", "\"<&'>").text(0, 0, "name", "</text><script>");
    assertThat(svg.toString())
        .contains("aria-label=\"&quot;&lt;&amp;&#39;&gt;\"", "&lt;/text&gt;&lt;script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void countsEveryScoreOnce() {
    List<Long> bins = ScoreHistogram.binned(DoubleStream.of(0, 1.9, 2, 39.9, 40, 70, 99.9, 100));
    assertThat(bins).hasSize(50);
    assertThat(bins.stream().mapToLong(Long::longValue).sum()).isEqualTo(8);
    assertThat(List.of(bins.get(0), bins.get(1), bins.get(19), bins.get(20), bins.get(49)))
        .containsExactly(2L, 1L, 1L, 1L, 2L);
  }

  @Test
  void drawsOnlyWhatDiffersOnPaper() {
    List<Curve.Point> points =
        IntStream.rangeClosed(0, 100_000).mapToObj(i -> new Curve.Point(i / 1e5, i / 1e5)).toList();
    Curve curve = new Curve(points, "x", "y", new Curve.Baseline(0, 1), false);
    assertThat(curve.draw(0.02).toString()).hasSizeLessThan(100_000).contains("at 2\u00a0%");
  }

  @Test
  void shadesCountsByTheirSquareRootAndLeavesOpenWhatNobodyCounted() {
    assertThat(HeatMap.shade(OptionalLong.empty(), 100)).isEqualTo(-1);
    assertThat(HeatMap.shade(OptionalLong.of(0), 100)).isZero();
    assertThat(HeatMap.shade(OptionalLong.of(1), 100)).isEqualTo(1);
    assertThat(HeatMap.shade(OptionalLong.of(7), 100)).isEqualTo(2);
    assertThat(HeatMap.shade(OptionalLong.of(100), 100)).isEqualTo(4);
    HeatMap map =
        new HeatMap(
            "what",
            List.of("00", "01", "02"),
            List.of(
                new HeatMap.Row(
                    "<Mon>",
                    List.of(
                        new HeatMap.Cell(OptionalLong.of(3), "3 of them", "/there?a=1&b=2"),
                        new HeatMap.Cell(OptionalLong.of(0), "none", ""),
                        new HeatMap.Cell(OptionalLong.empty(), "not counted", "")))));
    assertThat(map.draw().toString())
        .contains("href=\"/there?a=1&amp;b=2\"", "aria-label=\"3 of them\"", ">3</text>")
        .contains("heat-4", "heat-0", "heat-none", "&lt;Mon&gt;", "<title>not counted</title>");
  }

  @Test
  void drawsAShareFromZeroAndWhereItMayTrulyBe() {
    String drawn =
        new ShareBars(
                "what",
                "share",
                List.of(
                    new ShareBars.Group("all", 0.5, 0.25, 1, "half"),
                    new ShareBars.Group("none", 0, 0, 0.5, "nobody")))
            .draw()
            .toString();
    assertThat(drawn).contains("<title>half</title>", ">0 %</text>", ">100 %</text>");
    // From 132 to 616 are 484: half is 242, the line goes from 253 to 616.
    assertThat(drawn)
        .contains("x=\"132\" y=\"19\" width=\"242\"")
        .contains("x1=\"253\" y1=\"27\" x2=\"616\"");
  }

  @Test
  void mergesBucketsAndLosesNoEvent() {
    ActivityChart chart =
        new ActivityChart(
            START,
            Duration.ofMinutes(1),
            Collections.nCopies(1_441, 3L),
            Collections.nCopies(1_441, 1L),
            List.of());
    ActivityChart merged = chart.merged();
    assertThat(merged.events()).hasSizeLessThanOrEqualTo(160);
    assertThat(merged.events().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_441 * 3);
    assertThat(merged.highRisk().stream().mapToLong(Long::longValue).sum()).isEqualTo(1_441);
    assertThat(chart.draw().toString()).contains("by high-risk accounts");
  }

  @Test
  void placesAGraphTheSameWayEveryTimeAndInsideItsFrame() {
    Graph graph = circle(60);
    double[][] places = ForceLayout.place(graph, 5);
    assertThat(ForceLayout.place(graph, 5)).isDeepEqualTo(places);
    assertThat(DoubleStream.concat(DoubleStream.of(places[0]), DoubleStream.of(places[1])))
        .allMatch(place -> place >= 0 && place <= 1);
  }

  @Test
  void placesNeighboursCloserThanStrangers() {
    double[][] places = ForceLayout.place(circle(30), 5);
    assertThat(distance(places, 0, 1)).isLessThan(distance(places, 0, 15));
  }

  @Test
  void placesASingleNodeInTheMiddle() {
    assertThat(ForceLayout.place(circle(1), 5)).isDeepEqualTo(new double[][] {{0.5}, {0.5}});
  }

  @Test
  void marksMomentsThatFallTogetherOnce() {
    Strip strip = new Strip(START, START.plusSeconds(60));
    List<Instant> moments = Collections.nCopies(50_000, START.plusSeconds(30));
    assertThat(strip.draw(moments, moments, "a").toString()).hasSizeLessThan(500);
    assertThat(strip.draw(List.of(), moments, "a").toString()).doesNotContain("faint");
  }

  private static Graph circle(int nodes) {
    return new Graph(
        IntStream.range(0, nodes)
            .<Graph.Node>mapToObj(i -> new Graph.AccountNode("a" + i, "", 50, "low", ""))
            .toList(),
        IntStream.range(0, nodes > 1 ? nodes : 0)
            .mapToObj(i -> new Graph.Link(i, (i + 1) % nodes, 1, "", ""))
            .toList());
  }

  private static double distance(double[][] places, int i, int j) {
    return Math.hypot(places[0][i] - places[0][j], places[1][i] - places[1][j]);
  }

  /** 480 wide: a quarter is 120, and what lasted a moment is still 2 wide, also at the end. */
  @Test
  void drawsTimesThatLastedAndThoseOfAMoment() {
    Strip strip = new Strip(START, START.plusSeconds(400));
    Instant end = START.plusSeconds(400);
    String drawn =
        strip
            .bands(
                List.of(
                    new Strip.Band(START.plusSeconds(100), START.plusSeconds(200)),
                    new Strip.Band(end, end)),
                "two")
            .toString();
    assertThat(drawn)
        .contains("<rect x=\"120\" y=\"1\" width=\"120\"", "<rect x=\"478\" y=\"1\" width=\"2\"");
  }

  @Test
  void drawsAScoreOverTimeOnBothSidesOfItsThreshold() {
    ThresholdLine.Point held = new ThresholdLine.Point(START.minusSeconds(9), 70);
    List<ThresholdLine.Point> scores =
        List.of(
            new ThresholdLine.Point(START, 20),
            new ThresholdLine.Point(START.plusSeconds(1_800), 90));
    String drawn =
        new ScoreLine(START, START.plusSeconds(3_600), scores, List.of(held)).draw().toString();
    // 172 high from 12 to 184, 554 wide from 36 to 590.
    assertThat(drawn)
        .contains("d=\"M36 149.6H313V29.2H590\"", "d=\"M36 63.6H590\"", "incidents from 70.0")
        .contains("20.0, 2026-03-02 00:00 UTC", "90.0, 2026-03-02 00:30 UTC");
    assertThat(new ScoreLine(START, START.plusSeconds(1), scores, List.of()).draw().toString())
        .doesNotContain("incidents from");
  }

  @Test
  void showsAPlaceAmongOthersHoweverNarrow() {
    assertThat(Bar.ofPlace(0.6, 0.8, "above 60 %").toString())
        .contains("aria-label=\"above 60 %\"", "<rect x=\"60\" y=\"1\" width=\"20\"");
    assertThat(Bar.ofPlace(1, 1, "above all").toString())
        .contains("<rect x=\"97\" y=\"1\" width=\"3\"");
  }

  @Test
  void leadsWhereItsNodesAndLinesSay() {
    Graph graph =
        new Graph(
            List.of(
                new Graph.AccountNode("a", "tip of a", 50, "low", "/accounts?id=\"<a>"),
                new Graph.KeyNode("k", "tip of k", "key-device", "D", "#key-1")),
            List.of(new Graph.Link(0, 1, 1, "a and k", "#key-1")));
    String drawn = GraphPicture.draw(graph, 5, "a ring", GraphPicture.Tips.TITLE).toString();
    assertThat(drawn)
        .contains(
            "role=\"group\"",
            "<a href=\"/accounts?id=&quot;&lt;a&gt;\" aria-label=\"tip of a\">",
            "<a href=\"#key-1\" aria-label=\"tip of k\">",
            "<a href=\"#key-1\" tabindex=\"-1\" aria-hidden=\"true\">");
    assertThat(GraphPicture.draw(circle(3), 5, "a ring", GraphPicture.Tips.TITLE).toString())
        .contains("role=\"img\"")
        .doesNotContain("<a ");
  }
}
