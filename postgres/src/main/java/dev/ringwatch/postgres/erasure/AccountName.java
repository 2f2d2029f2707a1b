package dev.ringwatch.postgres.erasure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account's id as it may stand in what is said of others: by itself, or as a word of a sentence.
 *
 * <p>An id that may be an ordinary word ({@code score}, {@code anna}) is found only where it stands
 * alone, or after {@code account:}: taken out of every sentence it would destroy what is not about
 * the account. Others are found as words wherever they stand.
 *
 * @param id the id, not empty
 * @param pseudonym what is to stand in its place
 */
public record AccountName(String id, String pseudonym) {

  private static final String SUBJECT = "account:";
  private static final String NOT_AFTER_WORD = "(?<![\\p{L}\\p{N}_-])";
  private static final String NOT_BEFORE_WORD = "(?![\\p{L}\\p{N}_-])";
  private static final Pattern META = Pattern.compile("[\\\\^$.|?*+(){}\\[\\]-]");
  private static final Pattern ORDINARY = Pattern.compile("[\\p{L}_-]{1,15}|.{1,3}");

  /** Checks that there is an id. */
  public AccountName {
    if (id.isEmpty() || pseudonym.isEmpty()) {
      throw new IllegalArgumentException("an account's id and what stands for it are not empty");
    }
  }

  /** Whether the id may be a word that is not meant for the account. */
  public boolean isOrdinary() {
    return ORDINARY.matcher(id).matches();
  }

  /** A pattern for PostgreSQL that finds the id in a text. */
  public String pattern() {
    String quoted = META.matcher(id).replaceAll("\\\\$0");
    return isOrdinary()
        ? "(^|account:|\")" + quoted + "($|\")"
        : "(^|[^[:alnum:]_-])" + quoted + "($|[^[:alnum:]_-])";
  }

  /**
   * A text without the id.
   *
   * @param text that is no JSON; may be written for a page
   * @return empty if the text does not name it
   */
  public Optional<String> without(String text) {
    if (text.equals(id)) {
      return Optional.of(pseudonym);
    }
    if (text.equals(SUBJECT + id)) {
      return Optional.of(SUBJECT + pseudonym);
    }
    if (isOrdinary()) {
      return Optional.empty();
    }
    String put = text;
    for (String form : MentionForms.of(id)) {
      if (put.contains(form)) {
        put =
            Pattern.compile(NOT_AFTER_WORD + Pattern.quote(form) + NOT_BEFORE_WORD)
                .matcher(put)
                .replaceAll(Matcher.quoteReplacement(pseudonym));
      }
    }
    return put.equals(text) ? Optional.empty() : Optional.of(put);
  }
}
