package dev.ringwatch.ingest;

import java.util.Arrays;

/**
 * One event's fields as slices of UTF-8 bytes, before they mean anything. Filled anew for every
 * event; used by one thread.
 */
final class Row {

  private static final int NONE = -1;

  private final int[] from = new int[Column.COUNT];
  private final int[] to = new int[Column.COUNT];
  private byte[] bytes = new byte[0];
  private String[] attributeNames = new String[8];
  private int[] attributeFrom = new int[8];
  private int[] attributeTo = new int[8];
  private int attributes;
  private boolean clean;

  /** Empties the row and says where its slices will lie. */
  void reset(byte[] newBytes) {
    bytes = newBytes;
    Arrays.fill(from, NONE);
    attributes = 0;
    clean = false;
  }

  /**
   * Says that there is neither a control character nor an over-long field in the row, so that
   * nobody has to look.
   */
  void markClean(boolean value) {
    clean = value;
  }

  void set(Column column, int start, int end) {
    from[column.index()] = start;
    to[column.index()] = end;
  }

  void addAttribute(String name, int start, int end) {
    if (attributes == attributeNames.length) {
      attributeNames = Arrays.copyOf(attributeNames, 2 * attributes);
      attributeFrom = Arrays.copyOf(attributeFrom, 2 * attributes);
      attributeTo = Arrays.copyOf(attributeTo, 2 * attributes);
    }
    attributeNames[attributes] = name;
    attributeFrom[attributes] = start;
    attributeTo[attributes] = end;
    attributes++;
  }

  /** Takes back the attributes that were added after the first so many. */
  void keepAttributes(int count) {
    attributes = count;
  }

  /** Points to the bytes anew, where they had to move to a larger array at the same offsets. */
  void moveTo(byte[] newBytes) {
    bytes = newBytes;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isClean() {
    return clean;
  }

  boolean has(Column column) {
    return from[column.index()] >= 0;
  }

  /** Where the field begins, its leading blanks left out; 0 if it is absent. */
  int from(Column column) {
    int start = from[column.index()];
    return start < 0 ? 0 : skipBlanks(start, to[column.index()]);
  }

  /** Where the field ends, its trailing blanks left out; 0 if it is absent. */
  int to(Column column) {
    int start = from[column.index()];
    return start < 0 ? 0 : dropBlanks(start, to[column.index()]);
  }

  int attributes() {
    return attributes;
  }

  String attributeName(int index) {
    return attributeNames[index];
  }

  int attributeFrom(int index) {
    return skipBlanks(attributeFrom[index], attributeTo[index]);
  }

  int attributeTo(int index) {
    return dropBlanks(attributeFrom[index], attributeTo[index]);
  }

  private int skipBlanks(int start, int end) {
    int at = start;
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
    return at == end ? start : at;
  }

  private int dropBlanks(int start, int end) {
    int at = end;
    while (at > start && isBlank(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  /** Whether a character is left out at either end of a field. */
  static boolean isBlank(int character) {
    return character == ' ' || character == '\t';
  }
}
