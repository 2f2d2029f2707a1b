package dev.ringwatch.feature;

import java.util.regex.Pattern;

/** What a person is told about a feature's value. Immutable. */
final class Sentence {

  private static final Pattern ONE_OR_MORE = Pattern.compile("\\[([^|\\]]*)\\|([^\\]]*)]");
  private static final String PLACE = "%s";

  private final Unit unit;

  /** The sentence around the value, for a value of one and for all others. */
  private final String[] ofOne;

  private final String[] ofMore;
  private final String[] ofUsual;

  /**
   * A sentence.
   *
   * @param template its first {@code %s} is the value, its second what is usual, and {@code
   *     [account|accounts]} the word for one of the value and the word for all else. What is usual
   *     stands after the last semicolon
   * @param unit how values are said
   * @throws IllegalArgumentException if there is no place for both numbers, in this order around a
   *     semicolon
   */
  Sentence(String template, Unit unit) {
    this.unit = unit;
    int end = template.lastIndexOf(';');
    if (end < 0
        || !template.substring(0, end).contains(PLACE)
        || !template.substring(end).contains(PLACE)) {
      throw new IllegalArgumentException(
          "a sentence says a value and, after a semicolon, what is usual: " + template);
    }
    String value = template.substring(0, end);
    ofOne = around(ONE_OR_MORE.matcher(value).replaceAll("$1"));
    ofMore = around(ONE_OR_MORE.matcher(value).replaceAll("$2"));
    ofUsual = around(template.substring(end));
  }

  private static String[] around(String text) {
    int place = text.indexOf(PLACE);
    return new String[] {text.substring(0, place), text.substring(place + PLACE.length())};
  }

  /** The whole sentence. */
  String of(double value, double usual) {
    return of(value) + ofUsual[0] + unit.usual(usual) + ofUsual[1];
  }

  /** The sentence without what is usual. */
  String of(double value) {
    String said = unit.value(value);
    String[] words = said.equals("1") ? ofOne : ofMore;
    return words[0] + said + words[1];
  }
}
