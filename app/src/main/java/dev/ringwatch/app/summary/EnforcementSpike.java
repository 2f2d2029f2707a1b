package dev.ringwatch.app.summary;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far what was enforced within a day lies above what is usual: in standard deviations of the
 * days before, but no fewer than chance alone lets counts differ, so that after quiet days a day of
 * many shows.
 */
final class EnforcementSpike {

  /** Of fewer days nobody knows what is usual. */
  private static final int FEWEST = 3;

  private EnforcementSpike() {}

  /**
   * Compares the last day with those before.
   *
   * @param enforced how much each day, the oldest first
   * @param events how many events each day: one in which nothing was heard says nothing
   * @return spreads above the mean, below 0 for fewer; empty if too few days were heard of
   */
  static OptionalDouble of(List<Double> enforced, List<Double> events) {
    int last = enforced.size() - 1;
    double[] past = new double[last];
    int days = 0;
    for (int i = 0; i < last; i++) {
      if (events.get(i) > 0) {
        past[days++] = enforced.get(i);
      }
    }
    if (days < FEWEST) {
      return OptionalDouble.empty();
    }
    double mean = 0;
    for (int i = 0; i < days; i++) {
      mean += past[i] / days;
    }
    double squares = 0;
    for (int i = 0; i < days; i++) {
      squares += (past[i] - mean) * (past[i] - mean) / days;
    }
    double spread = Math.max(Math.sqrt(squares), Math.sqrt(Math.max(mean, 1)));
    return OptionalDouble.of((enforced.get(last) - mean) / spread);
  }
}
