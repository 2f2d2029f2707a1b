package dev.ringwatch.ingest;

import java.util.Optional;

/**
 * The text of a field as an event carries it, for who compares what a person typed with what events
 * hold.
 */
public final class FieldText {

  private FieldText() {}

  /**
   * An account, device, payment, or another id: without the blanks around it.
   *
   * @return empty if the text is a word for nothing, such as {@code null}
   */
  public static Optional<String> id(String text) {
    String bare = withoutBlanks(text);
    return Words.isAbsent(bare) ? Optional.empty() : Optional.of(bare);
  }

  /**
   * An address in the one form that all its spellings have; what is no address stays as it is.
   *
   * @return empty if the text is a word for nothing
   */
  public static Optional<String> address(String text) {
    return id(text).map(IpText::canonical);
  }

  private static String withoutBlanks(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && Row.isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && Row.isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }
}
