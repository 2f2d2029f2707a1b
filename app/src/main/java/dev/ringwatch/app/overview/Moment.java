package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.chart.Numbers;
import java.time.Duration;
import java.time.Instant;

/**
 * A time as it is shown: how long ago, or in how long, and the instant for who wants to know
 * exactly.
 *
 * @param ago such as {@code 3 min ago}
 * @param instant to the second, in UTC
 */
record Moment(String ago, String instant) {

  private static final Duration JUST_NOW = Duration.ofSeconds(2);

  /** One that is to come: in how long. */
  static Moment ahead(Instant then, Instant now) {
    Duration left = Duration.between(now, then);
    String in = left.compareTo(JUST_NOW) < 0 ? "now" : "in " + Numbers.rough(left);
    return new Moment(in, Numbers.second(then) + " UTC");
  }

  static Moment of(Instant then, Instant now) {
    Duration passed = Duration.between(then, now);
    String ago = passed.compareTo(JUST_NOW) < 0 ? "just now" : Numbers.rough(passed) + " ago";
    return new Moment(ago, Numbers.second(then) + " UTC");
  }
}
