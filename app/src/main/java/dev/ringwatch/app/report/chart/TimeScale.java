package dev.ringwatch.app.report.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns instants into shares of an axis. Labels are in UTC.
 *
 * @param from the instant at 0
 * @param to the instant at 1, after {@code from}
 */
record TimeScale(Instant from, Instant to) {

  private static final int MAX_TICKS = 6;
  private static final long DAY_SECONDS = 86_400;
  private static final long[] STEP_SECONDS = {
    1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, DAY_SECONDS
  };
  private static final DateTimeFormatter SECOND = format("HH:mm:ss");
  private static final DateTimeFormatter CLOCK = format("HH:mm");
  private static final DateTimeFormatter DATE = format("d MMM");

  /** Checks the order. */
  TimeScale {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a time axis from " + from + " to " + to + " is empty");
    }
  }

  /** Where an instant lies, 0 to 1; what is outside lies at the ends. */
  double at(Instant instant) {
    double millis = Duration.between(from, instant).toMillis();
    return Math.clamp(millis / Math.max(1, Duration.between(from, to).toMillis()), 0.0, 1.0);
  }

  /** At most six labelled instants at round times; the value is the share of the axis. */
  List<Tick> ticks() {
    long step = stepSeconds();
    List<Tick> ticks = new ArrayList<>();
    long first = Math.ceilDiv(from.getEpochSecond(), step) * step;
    for (long second = first; second <= to.getEpochSecond(); second += step) {
      Instant at = Instant.ofEpochSecond(second);
      ticks.add(new Tick(at(at), label(at, step)));
    }
    return ticks;
  }

  private long stepSeconds() {
    long seconds = Duration.between(from, to).toSeconds();
    for (long step : STEP_SECONDS) {
      if (seconds / step < MAX_TICKS) {
        return step;
      }
    }
    return DAY_SECONDS * Math.ceilDiv(seconds, DAY_SECONDS * MAX_TICKS);
  }

  private static String label(Instant at, long step) {
    if (at.getEpochSecond() % DAY_SECONDS == 0) {
      return DATE.format(at);
    }
    return (step < 60 ? SECOND : CLOCK).format(at);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }
}
