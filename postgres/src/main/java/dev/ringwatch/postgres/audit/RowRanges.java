package dev.ringwatch.postgres.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers of rows, such as {@code 3,7-9}.
 *
 * @param ranges in order
 */
record RowRanges(List<Range> ranges) {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");

  /** From a number to another, both included. */
  record Range(long from, long to) {

    @Override
    public String toString() {
      return from == to ? Long.toString(from) : from + "-" + to;
    }
  }

  /** The numbers of a list in rising order. */
  static RowRanges of(List<Long> rows) {
    List<Range> ranges = new ArrayList<>();
    for (long row : rows) {
      if (!ranges.isEmpty() && ranges.getLast().to() == row - 1) {
        ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), row));
      } else {
        ranges.add(new Range(row, row));
      }
    }
    return new RowRanges(List.copyOf(ranges));
  }

  /**
   * Reads what {@link #toString} says.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static RowRanges parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String range : text.split(",", -1)) {
      Matcher parts = RANGE.matcher(range);
      if (!parts.matches()) {
        throw new IllegalArgumentException("numbers of rows are like 3,7-9, not '" + text + "'");
      }
      long from = Long.parseLong(parts.group(1));
      ranges.add(new Range(from, parts.group(2) == null ? from : Long.parseLong(parts.group(2))));
    }
    return new RowRanges(List.copyOf(ranges));
  }

  @Override
  public String toString() {
    return String.join(",", ranges.stream().map(Range::toString).toList());
  }
}
