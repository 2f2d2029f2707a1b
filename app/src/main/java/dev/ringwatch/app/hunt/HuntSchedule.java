package dev.ringwatch.app.hunt;

import dev.ringwatch.postgres.hunt.HuntDurations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which hunts run by themselves, and how often.
 *
 * @param every the time between two runs, by the name of the hunt; at least a minute and at most 30
 *     days
 */
public record HuntSchedule(Map<String, Duration> every) {

  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(30);

  /** Checks and copies the times. */
  public HuntSchedule {
    every = Collections.unmodifiableMap(new LinkedHashMap<>(every));
    every.forEach((hunt, time) -> {
      if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
        throw new IllegalArgumentException(hunt + " runs every 1m to every 30d");
      }
    });
  }

  /** That of a text such as {@code bursts=1h,own-one=1d}. */
  public static HuntSchedule of(String text) {
    Map<String, Duration> every = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      String[] sides = part.strip().split("=", 2);
      if (sides.length < 2 || !sides[0].matches("[a-z0-9][a-z0-9-]{0,59}")) {
        throw new IllegalArgumentException(part + " is not NAME=TIME");
      }
      if (every.put(sides[0], HuntDurations.read(sides[1])) != null) {
        throw new IllegalArgumentException(sides[0] + " is there twice");
      }
    }
    return new HuntSchedule(every);
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return every.entrySet().stream()
        .map(one -> one.getKey() + "=" + HuntDurations.write(one.getValue()))
        .collect(Collectors.joining(","));
  }
}
