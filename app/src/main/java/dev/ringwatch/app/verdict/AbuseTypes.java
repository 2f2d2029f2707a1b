package dev.ringwatch.app.verdict;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * The kinds of harm that a verdict can name.
 *
 * @param words each of small letters, digits, {@code _} and {@code -}, none twice, at least one
 */
public record AbuseTypes(List<String> words) {

  private static final String WORD = "[a-z0-9][a-z0-9_-]{0,63}";

  /** Checks and copies the words. */
  public AbuseTypes {
    words = List.copyOf(words);
    if (words.isEmpty()
        || !words.stream().allMatch(word -> word.matches(WORD))
        || new HashSet<>(words).size() < words.size()) {
      throw new IllegalArgumentException(
          "abuse types are words of small letters, digits, _ and -, none twice");
    }
  }

  /** What most platforms can use. */
  public static AbuseTypes ofDefaults() {
    return of(
        "account_takeover,fake_account,spam,scam,payment_fraud,promotion_abuse,review_manipulation,"
            + "engagement_manipulation,harassment,scraping,ban_evasion,other");
  }

  /** Those of a text with commas between. */
  public static AbuseTypes of(String text) {
    return new AbuseTypes(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /** As {@link #of} reads them. */
  @Override
  public String toString() {
    return String.join(",", words);
  }
}
