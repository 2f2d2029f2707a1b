package dev.ringwatch.app.hunt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many points a hunt of the schedule adds to the risk of whom it finds.
 *
 * @param byHunt the points by the name of the hunt, 0 to 100: those of 0, and those that are not
 *     there, open incidents only; at most 50 hunts
 */
public record HuntPoints(Map<String, Integer> byHunt) {

  private static final int MOST = 100;
  private static final int MOST_HUNTS = 50;

  /** Checks and copies the points. */
  public HuntPoints {
    byHunt = Collections.unmodifiableMap(new LinkedHashMap<>(byHunt));
    if (byHunt.size() > MOST_HUNTS) {
      throw new IllegalArgumentException("at most " + MOST_HUNTS + " hunts have points");
    }
    byHunt.forEach((hunt, points) -> {
      if (points < 0 || points > MOST) {
        throw new IllegalArgumentException(hunt + " has 0 to " + MOST + " points");
      }
    });
  }

  /** That of a text such as {@code shared-device=20,own-one=5}. */
  public static HuntPoints of(String text) {
    Map<String, Integer> byHunt = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      String[] sides = part.strip().split("=", 2);
      if (sides.length < 2 || !sides[0].matches("[a-z0-9][a-z0-9-]{0,59}")) {
        throw new IllegalArgumentException(part + " is not NAME=POINTS");
      }
      if (byHunt.put(sides[0], Integer.valueOf(sides[1])) != null) {
        throw new IllegalArgumentException(sides[0] + " is there twice");
      }
    }
    return new HuntPoints(byHunt);
  }

  /** Those of a hunt by its name. */
  public int ofHunt(String hunt) {
    return byHunt.getOrDefault(hunt, 0);
  }

  /** The hunts that have some. */
  Set<String> hunts() {
    return byHunt.entrySet().stream()
        .filter(one -> one.getValue() > 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    return byHunt.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining(","));
  }
}
