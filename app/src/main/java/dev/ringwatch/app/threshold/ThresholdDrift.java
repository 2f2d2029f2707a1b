package dev.ringwatch.app.threshold;

import dev.ringwatch.app.report.chart.ThresholdLine;
import dev.ringwatch.postgres.threshold.KeptThreshold;
import dev.ringwatch.postgres.threshold.ThresholdState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How a threshold moved over time, as a line. */
public final class ThresholdDrift {

  private ThresholdDrift() {}

  /**
   * The line of thresholds of one kind.
   *
   * @param newestFirst those that were worked out, at least one, the newest first
   * @param from where the line begins
   * @param now where it ends, after {@code from}
   */
  public static ThresholdLine line(List<KeptThreshold> newestFirst, Instant from, Instant now) {
    List<ThresholdLine.Point> steps = new ArrayList<>();
    List<ThresholdLine.Dot> dots = new ArrayList<>();
    for (KeptThreshold one : newestFirst) {
      Double threshold = one.threshold();
      KeptThreshold.Decision decision = one.decision();
      if (threshold != null && !one.proposed().at().isBefore(from)) {
        dots.add(
            new ThresholdLine.Dot(
                new ThresholdLine.Point(one.proposed().at(), threshold), state(one)));
      }
      if (threshold != null && decision != null && one.state() == ThresholdState.APPROVED) {
        steps.add(new ThresholdLine.Point(decision.act().at(), threshold));
      }
    }
    Instant first = newestFirst.getLast().proposed().at();
    Instant begin = first.isBefore(from) ? first : from;
    steps.addFirst(new ThresholdLine.Point(begin, newestFirst.getLast().previous()));
    steps.sort(Comparator.comparing(ThresholdLine.Point::at));
    return new ThresholdLine(from, now, steps, dots.reversed());
  }

  /** What became of one, in words. */
  public static String state(KeptThreshold kept) {
    return switch (kept.state()) {
      case REFUSED -> "no threshold can be kept to";
      case UNCHANGED -> "nothing to change";
      case PROPOSED -> "waits to be decided";
      case REPLACED -> "replaced before it was decided";
      case REJECTED -> "rejected";
      case APPROVED -> kept.effectiveFrom() == null ? "let pass, about to hold" : "let pass";
    };
  }
}
