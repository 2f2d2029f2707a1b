package dev.ringwatch.app.report;

import java.util.Locale;

/**
 * Text from the log, made fit to be shown: whoever is watched chose much of it. What cannot be seen
 * or turns text around is spelled out, and what is too long is cut. Escaping comes later.
 */
public final class Shown {

  private static final int MAX_NAME = 40;
  private static final int MAX_LINE = 300;

  private Shown() {}

  /** An id or a key's value, to stand in a table; cut after 40 characters. */
  public static String name(String text) {
    return shown(text, MAX_NAME);
  }

  /** A sentence, or a name with all there is room for; cut after 300 characters. */
  public static String line(String text) {
    return shown(text, MAX_LINE);
  }

  /** A longer text, cut after some characters. */
  public static String text(String text, int max) {
    return shown(text, max);
  }

  /** A name that stands in a drawing; cut after 12 characters. */
  static String label(String text) {
    return shown(text, 12);
  }

  private static String shown(String text, int max) {
    StringBuilder shown = new StringBuilder();
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      if (length++ == max) {
        return shown.append('…').toString();
      }
      int codePoint = text.codePointAt(i);
      append(shown, codePoint);
      i += Character.charCount(codePoint);
    }
    return shown.toString();
  }

  private static void append(StringBuilder into, int codePoint) {
    switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED -> {
        if (codePoint == '\t') {
          into.append(' ');
        } else {
          into.append(String.format(Locale.ROOT, "⟨U+%04X⟩", codePoint));
        }
      }
      default -> into.appendCodePoint(codePoint);
    }
  }
}
