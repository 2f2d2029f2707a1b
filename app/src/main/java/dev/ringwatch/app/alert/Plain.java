package dev.ringwatch.app.alert;

/** Text from outside, made fit to stand within a line of a message. */
final class Plain {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String MORE = "\u2026";

  private Plain() {}

  /**
   * The text on one line: what breaks a line, is no character, or turns the direction of writing is
   * replaced, and what is too long ends in an ellipsis. No character is cut in half.
   *
   * @param most how many UTF-16 units the result has at most
   */
  static String line(String text, int most) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      String shown = isShown(point) ? Character.toString(point) : Character.toString(REPLACEMENT);
      int room = most - line.length() - (i < text.length() ? MORE.length() : 0);
      if (shown.length() > room) {
        return line.append(MORE).toString();
      }
      line.append(shown);
    }
    return line.toString();
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> !isBidirectional(point);
    };
  }

  /** Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX 9). */
  private static boolean isBidirectional(int point) {
    return point == 0x061C
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }
}
