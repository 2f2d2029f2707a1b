package dev.ringwatch.learn;

import dev.ringwatch.event.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cuts verdicts into parts of about equal size, with about as many abusive accounts in each, so
 * that what belongs together stays together.
 */
final class Folds {

  private Folds() {}

  /**
   * The part of each verdict: 0 to {@code parts - 1}, by the hash of its unit, whatever the order
   * of the input.
   */
  static int[] of(List<JudgedAccount> judged, int parts, long seed) {
    Map<String, Boolean> isAbusive = new HashMap<>();
    judged.forEach(one -> isAbusive.merge(one.unit(), one.isAbusive(), Boolean::logicalOr));
    List<String> units = new ArrayList<>(isAbusive.keySet());
    units.sort(
        Comparator.comparing((String unit) -> isAbusive.getOrDefault(unit, false))
            .thenComparingLong(unit -> StableHash.of(unit, StableHash.mix(seed)))
            .thenComparing(Comparator.naturalOrder()));
    Map<String, Integer> partOf = new HashMap<>();
    for (String unit : units) {
      partOf.put(unit, partOf.size() % parts);
    }
    return judged.stream().mapToInt(one -> partOf.getOrDefault(one.unit(), 0)).toArray();
  }

  /** The rows of a part, or all others, in order. */
  static int[] rows(int[] parts, int part, boolean isIn) {
    return IntStream.range(0, parts.length).filter(row -> parts[row] == part == isIn).toArray();
  }
}
