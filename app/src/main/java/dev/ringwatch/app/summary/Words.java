package dev.ringwatch.app.summary;

import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import java.time.Duration;
import java.util.Optional;

/** Figures in words, as the overview and its letter have them. */
final class Words {

  private static final double NO_DIFFERENCE = 0.005;

  private Words() {}

  /** A count that was added up as a number with a point. */
  static String count(double value) {
    return Numbers.count(Math.round(value));
  }

  /** How a count compares with the one of the time before. */
  static String compared(double now, double before) {
    if (before == 0) {
      return now == 0 ? "as before" : "none in the time before";
    }
    double change = now / before - 1;
    if (Math.abs(change) < NO_DIFFERENCE) {
      return "as before";
    }
    return Numbers.percent(Math.abs(change)) + (change > 0 ? " more" : " fewer") + " than before";
  }

  /** A bound below which a part of durations is; that it lies beyond the last one otherwise. */
  static String within(Optional<Duration> bound) {
    return bound.map(it -> "within " + Numbers.duration(it)).orElse("later than all bounds");
  }

  /** The name of a reason or a kind of abuse, which a program chose, for people. */
  static String label(String label) {
    return Shown.name(label.replace('_', ' '));
  }
}
