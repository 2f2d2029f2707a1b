package dev.ringwatch.app.page;

import dev.ringwatch.app.report.chart.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A time as it is shown: how long ago, or in how long, and the instant for who wants to know
 * exactly. The template {@code page/when} shows it.
 *
 * @param ago such as {@code 3 min ago}
 * @param at when
 */
public record Moment(String ago, Instant at) {

  private static final Duration JUST_NOW = Duration.ofSeconds(2);

  /** One that is to come: in how long. */
  public static Moment ahead(Instant then, Instant now) {
    Duration left = Duration.between(now, then);
    String in = left.compareTo(JUST_NOW) < 0 ? "now" : "in " + Numbers.rough(left);
    return new Moment(in, then);
  }

  /** One that has been: how long ago. */
  public static Moment of(Instant then, Instant now) {
    Duration passed = Duration.between(then, now);
    String ago = passed.compareTo(JUST_NOW) < 0 ? "just now" : Numbers.rough(passed) + " ago";
    return new Moment(ago, then);
  }

  /** To the second, in UTC. */
  public String instant() {
    return Numbers.second(at) + " UTC";
  }

  /** For programs: ISO 8601, to the second. */
  public String iso() {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
