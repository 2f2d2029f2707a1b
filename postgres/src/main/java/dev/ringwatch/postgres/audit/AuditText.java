package dev.ringwatch.postgres.audit;

/** Text as a database's text column and UTF-8 can hold it. */
final class AuditText {

  private AuditText() {}

  /** The same, with the replacement character for NUL and for halves of surrogate pairs. */
  static String keepable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> kept.appendCodePoint(point == 0 || isHalf(point) ? '\uFFFD' : point));
    return kept.toString();
  }

  private static boolean isHalf(int point) {
    return point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
  }
}
