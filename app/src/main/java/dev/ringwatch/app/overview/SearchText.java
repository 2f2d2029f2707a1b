package dev.ringwatch.app.overview;

import dev.ringwatch.app.event.EventParameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.ingest.SearchedValues;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody typed into the search box, and what it may be.
 *
 * @param text as it was typed, without blanks around it
 * @param incident the number of an incident that it may be
 * @param address the address that it is, in the form in which it is kept; empty if it is none
 * @param reading what it reads as, in a sentence
 */
record SearchText(String text, OptionalLong incident, Optional<String> address, String reading) {

  /** Longer than any value that is looked for; what is kept may be longer. */
  static final int LONGEST = 500;

  /**
   * Reads what was typed.
   *
   * @throws UnusableRequestException if nothing stored can be like it
   */
  static SearchText of(String typed) {
    String text = typed.strip();
    if (text.codePointCount(0, text.length()) > LONGEST) {
      throw new UnusableRequestException(
          "what is looked for may have " + LONGEST + " characters at most");
    }
    EventParameters.kept("the text", text);
    if (SearchedValues.isPrefix(text)) {
      throw new UnusableRequestException(
          "this is a network, and only single addresses are looked for: ask for its addresses one"
              + " by one");
    }
    Optional<String> address = address(text);
    OptionalLong incident = incident(text);
    return new SearchText(text, incident, address, reading(text, incident, address));
  }

  private static Optional<String> address(String text) {
    String canonical = SearchedValues.address(text);
    boolean looksLikeOne = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || text.contains(":");
    boolean isOne = looksLikeOne && canonical.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");
    return isOne ? Optional.of(canonical) : Optional.empty();
  }

  private static OptionalLong incident(String text) {
    String number = text.startsWith("#") ? text.substring(1) : text;
    return number.matches("[1-9][0-9]{0,17}")
        ? OptionalLong.of(Long.parseLong(number))
        : OptionalLong.empty();
  }

  private static String reading(String text, OptionalLong incident, Optional<String> address) {
    if (address.isPresent()) {
      return "It reads as an address; it is looked for as everything else, too.";
    }
    if (incident.isPresent()) {
      return text.startsWith("#")
          ? "It reads as the number of an incident; it is looked for as everything else, too."
          : "It reads as a number: perhaps of an incident, or somebody's id.";
    }
    return "It may be an id of any kind, so it is looked for as each of them.";
  }
}
