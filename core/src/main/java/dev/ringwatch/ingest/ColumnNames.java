package dev.ringwatch.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which columns a name in the input stands for: the mapping that the user gave first, then
 * {@link Column}'s names.
 */
final class ColumnNames {

  private static final int FIRST_OWN_RANK = 2;

  private final Map<Column, String> mapping;

  ColumnNames(Map<Column, String> mapping) {
    this.mapping = mapping.isEmpty() ? Map.of() : new EnumMap<>(mapping);
  }

  /**
   * A column that a name can stand for.
   *
   * @param column the column
   * @param rank how well the name fits; among several names the lowest rank wins
   */
  record Match(Column column, int rank) {}

  /** The columns that a name can stand for, none if it is an attribute's. */
  List<Match> matches(String name) {
    List<Match> matches = new ArrayList<>();
    for (Column column : Column.values()) {
      String mapped = mapping.get(column);
      int rank = mapped == null ? ownRank(column, name) : mappedRank(mapped, name);
      if (rank >= 0) {
        matches.add(new Match(column, rank));
      }
    }
    return List.copyOf(matches);
  }

  /** What the user said a column is called, or its own name. */
  String expected(Column column) {
    return mapping.getOrDefault(column, column.label());
  }

  boolean isMapped(Column column) {
    return mapping.containsKey(column);
  }

  private static int ownRank(Column column, String name) {
    int rank = column.rank(name);
    return rank < 0 ? rank : FIRST_OWN_RANK + rank;
  }

  private static int mappedRank(String mapped, String name) {
    if (mapped.equals(name)) {
      return 0;
    }
    return Column.plain(mapped).equals(Column.plain(name)) ? 1 : -1;
  }
}
