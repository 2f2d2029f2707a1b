package dev.ringwatch.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what somebody may have meant who wrote a name that does not exist. */
final class Nearest {

  private static final int TYPING_ERRORS = 2;

  private Nearest() {}

  /** The known name that a whole name of a setting was perhaps meant to be. */
  static Optional<String> setting(String written, Collection<String> known) {
    return nearest(written, known)
        .filter(name -> distance(written, name) <= TYPING_ERRORS)
        .or(() -> nearest(written, known.stream().filter(hasKeyLike(written)).toList()));
  }

  /** The right key in the wrong place. */
  private static Predicate<String> hasKeyLike(String written) {
    return name -> distance(lastOf(written), lastOf(name)) <= 1 && name.indexOf('.') > 0;
  }

  private static String lastOf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The variable that one was perhaps meant to be. */
  static Optional<String> variable(String written, Collection<String> known) {
    String own = written.replaceFirst(KnownSetting.VARIABLES, "_");
    return nearest(written, known)
        .filter(name -> distance(written, name) <= TYPING_ERRORS)
        .or(() -> nearest(written, known.stream().filter(name -> name.endsWith(own)).toList()))
        .or(() -> nearest(written, known));
  }

  private static Optional<String> nearest(String written, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> distance(written, name)));
  }

  /**
   * How many characters must be put in, taken out or exchanged (V. I. Levenshtein, 1966), upper and
   * lower case, dashes and underscores apart. O(n m).
   */
  static int distance(String one, String other) {
    String a = bare(one);
    String b = bare(other);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(exchanged, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
