package dev.ringwatch.feature;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person is told about a feature's value.
 *
 * @param template the sentence: its first {@code %s} is the value, its second what is usual, and
 *     {@code [account|accounts]} the word for one of the value and the word for all else. What is
 *     usual stands after the last semicolon
 * @param unit how values are said
 */
record Sentence(String template, Unit unit) {

  private static final Pattern ONE_OR_MORE = Pattern.compile("\\[([^|\\]]*)\\|([^\\]]*)]");
  private static final String PLACE = "%s";

  /** Checks that there is a place for both numbers, in this order around a semicolon. */
  Sentence {
    int end = template.lastIndexOf(';');
    if (end < 0
        || !template.substring(0, end).contains(PLACE)
        || !template.substring(end).contains(PLACE)) {
      throw new IllegalArgumentException(
          "a sentence says a value and, after a semicolon, what is usual: " + template);
    }
  }

  /** The whole sentence. */
  String of(double value, double usual) {
    String rest = template.substring(template.lastIndexOf(';'));
    return of(value) + rest.replace(PLACE, unit.usual(usual));
  }

  /** The sentence without what is usual. */
  String of(double value) {
    String said = unit.value(value);
    Matcher words = ONE_OR_MORE.matcher(template.substring(0, template.lastIndexOf(';')));
    return words.replaceAll(said.equals("1") ? "$1" : "$2").replace(PLACE, said);
  }
}
