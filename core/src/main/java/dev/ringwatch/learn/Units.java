package dev.ringwatch.learn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Which rows belong to the same unit. Members of a ring are nearly copies of one another, so that
 * thirty of them show no more than one does. Immutable.
 */
final class Units {

  private final List<int[]> rows;

  private Units(List<int[]> rows) {
    this.rows = rows;
  }

  /** The units of rows, in the order in which they first come. O(rows). */
  static <T> Units of(List<T> all, Function<T, String> unitOf) {
    Map<String, List<Integer>> byUnit = new LinkedHashMap<>();
    for (int row = 0; row < all.size(); row++) {
      byUnit.computeIfAbsent(unitOf.apply(all.get(row)), unit -> new ArrayList<>()).add(row);
    }
    return new Units(
        byUnit.values().stream()
            .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
            .toList());
  }

  int count() {
    return rows.size();
  }

  /** The rows of each unit. */
  List<int[]> rows() {
    return rows;
  }

  /** As many units as there are, drawn with replacement, each with all of its rows. */
  int[] draw(SplittableRandom random) {
    int[][] drawn = new int[rows.size()][];
    int size = 0;
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = rows.get(random.nextInt(drawn.length));
      size += drawn[i].length;
    }
    int[] all = new int[size];
    int filled = 0;
    for (int[] unit : drawn) {
      System.arraycopy(unit, 0, all, filled, unit.length);
      filled += unit.length;
    }
    return all;
  }
}
