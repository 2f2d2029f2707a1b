package dev.ringwatch.ingest;

/**
 * Checks the rows that are not plain: over-long values, control characters in ids, too many
 * attributes.
 */
final class RowCheck {

  private final DecodeLimits limits;

  RowCheck(DecodeLimits limits) {
    this.limits = limits;
  }

  /** What is wrong with a row, empty if nothing is. */
  String problem(Row row) {
    for (Column column : Column.values()) {
      if (row.has(column) && column != Column.USER_AGENT) {
        String problem = problem(row, column);
        if (!problem.isEmpty()) {
          return problem;
        }
      }
    }
    return attributeProblem(row);
  }

  private String problem(Row row, Column column) {
    int from = row.from(column);
    int to = row.to(column);
    for (int at = from; at < to; at++) {
      if ((row.bytes()[at] >= 0 && row.bytes()[at] < ' ') || row.bytes()[at] == 0x7F) {
        return column.label() + " holds a control character (byte " + row.bytes()[at] + ")";
      }
    }
    int length = length(row, from, to);
    return length > limits.maxFieldChars() ? tooLong(column.label(), length) : "";
  }

  private String attributeProblem(Row row) {
    int present = 0;
    int total = 0;
    for (int index = 0; index < row.attributes(); index++) {
      String name = row.attributeName(index);
      int length = length(row, row.attributeFrom(index), row.attributeTo(index));
      if (Math.max(length, name.length()) > limits.maxFieldChars()) {
        return tooLong(name, Math.max(length, name.length()));
      }
      present += length == 0 ? 0 : 1;
      total += length == 0 ? 0 : name.length() + length;
    }
    if (present > limits.maxAttributes()) {
      return "has " + present + " attributes; at most " + limits.maxAttributes() + " are allowed";
    }
    return total > limits.maxAttributeChars()
        ? "has attributes of "
            + total
            + " characters; at most "
            + limits.maxAttributeChars()
            + " are allowed"
        : "";
  }

  private String tooLong(String name, int length) {
    String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    return shown
        + " has "
        + length
        + " characters; at most "
        + limits.maxFieldChars()
        + " are allowed";
  }

  /** Characters, not bytes: what continues a UTF-8 sequence does not count. */
  private static int length(Row row, int from, int to) {
    int length = 0;
    for (int at = from; at < to; at++) {
      length += (row.bytes()[at] & 0xC0) == 0x80 ? 0 : 1;
    }
    return length;
  }
}
