package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Events over time, the share of them that high-risk accounts made, and when rings acted.
 *
 * @param from when the first bucket begins
 * @param bucket how long each bucket is, above 0
 * @param events all events of each bucket; any number of buckets, neighbours are drawn together
 *     when there are many
 * @param highRisk those of high-risk accounts, per bucket; empty if that is not known
 * @param bursts when rings acted; the longest of them are drawn
 */
public record ActivityChart(
    Instant from, Duration bucket, List<Long> events, List<Long> highRisk, List<Burst> bursts) {

  /**
   * A ring's activity.
   *
   * @param label the ring's name
   * @param start when it began
   * @param end when it ended, not before {@code start}
   */
  public record Burst(String label, Instant start, Instant end) {

    /** Checks the order. */
    public Burst {
      if (end.isBefore(start)) {
        throw new IllegalArgumentException("a burst cannot end before it starts: " + label);
      }
    }

    private Duration length() {
      return Duration.between(start, end);
    }

    private String tip() {
      return label + ": " + Numbers.minute(start) + " to " + Numbers.minute(end) + " UTC";
    }
  }

  private static final double WIDTH = 640;
  private static final double HEIGHT = 260;
  private static final Frame ALONE = new Frame(58, 28, 570, 166);
  private static final Frame UPPER = new Frame(58, 28, 570, 92);
  private static final Frame LOWER = new Frame(58, 178, 570, 50);
  private static final double LANE_HEIGHT = 6;
  private static final int EVENT_STEPS = 3;
  private static final int LANES = 4;
  private static final int MAX_BUCKETS = 160;
  private static final int MAX_BURSTS = 40;

  /** Checks that there are buckets and that parts are no more than their wholes; copies. */
  public ActivityChart {
    if (events.isEmpty() || !bucket.isPositive()) {
      throw new IllegalArgumentException("activity needs buckets that last");
    }
    if (!highRisk.isEmpty() && highRisk.size() != events.size()) {
      throw new IllegalArgumentException(
          events.size() + " buckets cannot have " + highRisk.size() + " parts");
    }
    for (int i = 0; i < highRisk.size(); i++) {
      if (highRisk.get(i) < 0 || highRisk.get(i) > events.get(i)) {
        throw new IllegalArgumentException(
            highRisk.get(i) + " is no part of " + events.get(i) + " events");
      }
    }
    events = List.copyOf(events);
    highRisk = List.copyOf(highRisk);
    bursts = List.copyOf(bursts);
  }

  /** Draws it. */
  public Content draw() {
    ActivityChart merged = merged();
    Svg svg = new Svg(WIDTH, HEIGHT, "chart", "Events over time, and when rings acted");
    merged.drawAll(svg);
    return svg.done();
  }

  /** The same in at most 160 buckets, so that each is wide enough to be seen. */
  public ActivityChart merged() {
    int together = Math.ceilDiv(events.size(), MAX_BUCKETS);
    return new ActivityChart(
        from,
        bucket.multipliedBy(together),
        sums(events, together),
        sums(highRisk, together),
        bursts);
  }

  private static List<Long> sums(List<Long> counts, int together) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      sums.add(i % together == 0 ? counts.get(i) : sums.removeLast() + counts.get(i));
    }
    return sums;
  }

  /** When a bucket begins. */
  public Instant startOf(int index) {
    return from.plus(bucket.multipliedBy(index));
  }

  private void drawAll(Svg svg) {
    Frame upper = highRisk.isEmpty() ? ALONE : UPPER;
    TimeScale time = new TimeScale(from, startOf(events.size()));
    drawEvents(svg, upper);
    drawBursts(svg, upper, time);
    if (highRisk.isEmpty()) {
      new Frame(upper.left(), LOWER.bottom(), upper.width(), 0).drawLabels(svg, time);
    } else {
      drawShare(svg);
      LOWER.drawLabels(svg, time);
    }
    drawTips(svg, upper);
  }

  private void drawEvents(Svg svg, Frame frame) {
    double max = events.stream().mapToDouble(Long::doubleValue).reduce(EVENT_STEPS, Math::max);
    Scale scale = Scale.Linear.upTo(max, EVENT_STEPS);
    frame.drawGrid(svg, scale, "");
    double[] heights = events.stream().mapToDouble(scale::at).toArray();
    svg.element("path", "d", area(frame, heights), "class", "events");
    svg.text(0, 12, "name", "events per " + Numbers.duration(bucket));
  }

  private void drawShare(Svg svg) {
    double[] shares = IntStream.range(0, events.size()).mapToDouble(i -> 100 * share(i)).toArray();
    Scale scale = Scale.Linear.upTo(DoubleStream.of(shares).max().orElse(0), 2);
    LOWER.drawGrid(svg, scale, " %");
    double[] heights = DoubleStream.of(shares).map(scale::at).toArray();
    svg.element("path", "d", area(LOWER, heights), "class", "share");
    svg.text(0, LOWER.top() - 12, "name", "of which by high-risk accounts");
  }

  private double share(int i) {
    return events.get(i) == 0 ? 0 : (double) highRisk.get(i) / events.get(i);
  }

  private static String area(Frame frame, double[] heights) {
    StringBuilder path = new StringBuilder("M").append(Svg.number(frame.left()));
    path.append(' ').append(Svg.number(frame.bottom()));
    for (int i = 0; i < heights.length; i++) {
      path.append('V').append(Svg.number(frame.y(heights[i])));
      path.append('H').append(Svg.number(frame.x((i + 1.0) / heights.length)));
    }
    return path.append('V').append(Svg.number(frame.bottom())).append('Z').toString();
  }

  private void drawBursts(Svg svg, Frame frame, TimeScale time) {
    double[] laneEnds = new double[LANES];
    for (Burst burst : longest()) {
      double x = frame.x(time.at(burst.start()));
      double end = Math.max(x + 5, frame.x(time.at(burst.end())));
      int lane = firstFree(laneEnds, x);
      laneEnds[lane] = end + 1;
      double y = frame.bottom() + 5 + lane * LANE_HEIGHT;
      svg.open("g", "data-tip", burst.tip())
          .rect(x, y, end - x, LANE_HEIGHT - 1, "burst")
          .close("g");
    }
  }

  private List<Burst> longest() {
    return bursts.stream()
        .sorted(Comparator.comparing(Burst::length).reversed().thenComparing(Burst::label))
        .limit(MAX_BURSTS)
        .sorted(Comparator.comparing(Burst::start).thenComparing(Burst::label))
        .toList();
  }

  private static int firstFree(double[] laneEnds, double x) {
    for (int lane = 0; lane < laneEnds.length; lane++) {
      if (laneEnds[lane] <= x) {
        return lane;
      }
    }
    return laneEnds.length - 1;
  }

  private void drawTips(Svg svg, Frame upper) {
    double width = upper.width() / events.size();
    for (int i = 0; i < events.size(); i++) {
      double x = upper.left() + i * width;
      svg.open("g", "data-tip", tip(i)).rect(x, upper.top(), width, upper.height(), "hit");
      if (!highRisk.isEmpty()) {
        svg.rect(x, LOWER.top(), width, LOWER.height(), "hit");
      }
      svg.close("g");
    }
  }

  private String tip(int i) {
    String all = Numbers.minute(startOf(i)) + " UTC: " + Numbers.count(events.get(i), "event");
    return highRisk.isEmpty()
        ? all
        : all + ", " + Numbers.percent(share(i)) + " by high-risk accounts";
  }
}
