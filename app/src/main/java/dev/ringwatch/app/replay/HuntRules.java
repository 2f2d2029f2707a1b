package dev.ringwatch.app.replay;

import dev.ringwatch.pipeline.HuntFinding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of hunts' findings in the log counts.
 *
 * @param leftOut the names of hunts that count nothing
 * @param points by hunt, in the place of those that the log says; 0 counts nothing
 */
record HuntRules(Set<String> leftOut, Map<String, Integer> points) {

  /** All counts as the log says it. */
  static final HuntRules AS_LOGGED = new HuntRules(Set.of(), Map.of());

  /** Copies the collections. */
  HuntRules {
    leftOut = Set.copyOf(leftOut);
    points = Map.copyOf(points);
  }

  /** What counts of all that hunts tell an account. */
  List<HuntFinding> counted(List<HuntFinding> told) {
    if (told.isEmpty() || equals(AS_LOGGED)) {
      return told;
    }
    return told.stream()
        .filter(one -> !leftOut.contains(one.hunt()))
        .map(one -> new HuntFinding(one.hunt(), points.getOrDefault(one.hunt(), one.points())))
        .filter(one -> one.points() > 0)
        .toList();
  }
}
