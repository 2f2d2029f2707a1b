package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.chart.Numbers;
import java.time.Duration;
import java.time.Instant;

/**
 * A time as it is shown: how long ago, and the instant for who wants to know exactly.
 *
 * @param ago such as {@code 3 min ago}
 * @param instant to the second, in UTC
 */
record Moment(String ago, String instant) {

  private static final Duration JUST_NOW = Duration.ofSeconds(2);

  static Moment of(Instant then, Instant now) {
    Duration passed = Duration.between(then, now);
    String ago = passed.compareTo(JUST_NOW) < 0 ? "just now" : Numbers.rough(passed) + " ago";
    return new Moment(ago, Numbers.second(then) + " UTC");
  }
}
