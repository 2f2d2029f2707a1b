package dev.ringwatch.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of an input's columns is which: what the first line of a CSV file says, or the schema of a
 * table.
 *
 * @param fields how many fields every record has
 * @param positions where each column is
 * @param attributePositions where the columns that we have no name for are
 * @param attributeNames what those are called, all different
 */
record Header(
    int fields,
    Map<Column, Integer> positions,
    List<Integer> attributePositions,
    List<String> attributeNames) {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private static final String SEPARATORS = ",;\t|";

  /** Copies the collections. */
  Header {
    positions = Map.copyOf(positions);
    attributePositions = List.copyOf(attributePositions);
    attributeNames = List.copyOf(attributeNames);
  }

  /** The separator that occurs most often in a header; a comma if none does. */
  static char separator(String header) {
    char best = ',';
    for (int index = 0; index < SEPARATORS.length(); index++) {
      char candidate = SEPARATORS.charAt(index);
      if (occurrences(header, candidate) > occurrences(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  /**
   * Finds the columns by their names.
   *
   * @param source what names them, for a person: {@code the first line}
   * @throws UnreadableInputException if what every event needs is missing, or named twice
   */
  static Header of(List<String> header, ColumnNames names, String source) {
    Map<Column, Integer> positions = new EnumMap<>(Column.class);
    Map<Column, Integer> ranks = new EnumMap<>(Column.class);
    for (int position = 0; position < header.size(); position++) {
      for (ColumnNames.Match match : names.matches(header.get(position))) {
        Integer best = ranks.get(match.column());
        if (best != null && best == match.rank()) {
          throw twice(
              source,
              match.column(),
              header.get(positions.getOrDefault(match.column(), 0)),
              header.get(position));
        }
        if (best == null || match.rank() < best) {
          ranks.put(match.column(), match.rank());
          positions.put(match.column(), position);
        }
      }
    }
    checkComplete(header, names, source, positions);
    return withAttributes(header, positions);
  }

  private static Header withAttributes(List<String> header, Map<Column, Integer> positions) {
    List<Integer> attributePositions = new ArrayList<>();
    List<String> attributeNames = new ArrayList<>();
    Map<String, Integer> uses = new HashMap<>();
    for (int position = 0; position < header.size(); position++) {
      if (!positions.containsValue(position)) {
        String name =
            header.get(position).isBlank()
                ? "column_" + (position + 1)
                : header.get(position).strip();
        int use = uses.merge(name, 1, Integer::sum);
        attributePositions.add(position);
        attributeNames.add(use == 1 ? name : name + "_" + use);
      }
    }
    return new Header(header.size(), positions, attributePositions, attributeNames);
  }

  private static void checkComplete(
      List<String> header, ColumnNames names, String source, Map<Column, Integer> positions) {
    List<Column> missing = new ArrayList<>();
    for (Column column : Column.values()) {
      if (!positions.containsKey(column)
          && (Column.REQUIRED.contains(column) || names.isMapped(column))) {
        missing.add(column);
      }
    }
    if (!missing.isEmpty()) {
      Column first = missing.getFirst();
      String wanted =
          missing.stream()
              .map(c ->
                  names.isMapped(c) ? names.expected(c) + " (for " + c.label() + ")" : c.label())
              .collect(Collectors.joining(", "));
      throw new UnreadableInputException(
          source
              + " names no column "
              + wanted
              + "; it names "
              + shown(header)
              + ". Say which column it is: --map "
              + first.label()
              + "=NAME");
    }
  }

  private static UnreadableInputException twice(
      String source, Column column, String one, String other) {
    return new UnreadableInputException(
        source
            + " names two columns for "
            + column.label()
            + ": \""
            + plain(one)
            + "\" and \""
            + plain(other)
            + "\". Say which one it is: --map "
            + column.label()
            + "=NAME");
  }

  private static String shown(List<String> header) {
    String names =
        header.stream().map(String::strip).map(Header::plain).collect(Collectors.joining(", "));
    return names.length() > 300 ? names.substring(0, 300) + "…" : names;
  }

  /** What a terminal or a log would act on is shown as something that cannot be. */
  private static String plain(String name) {
    return CONTROL.matcher(name).replaceAll("\uFFFD");
  }

  private static int occurrences(String header, char wanted) {
    int found = 0;
    boolean quoted = false;
    for (int at = 0; at < header.length(); at++) {
      quoted ^= header.charAt(at) == '"';
      found += !quoted && header.charAt(at) == wanted ? 1 : 0;
    }
    return found;
  }
}
