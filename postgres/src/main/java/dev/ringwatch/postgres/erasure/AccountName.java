package dev.ringwatch.postgres.erasure;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account's id as it may stand in what is kept: as a whole value, or as a word of a sentence.
 *
 * <p>Values are compared whole: {@code jane99} is not {@code jane99@example.org}. Only where people
 * or the server write sentences is it looked for as a word, and not if it may be an ordinary word
 * or a small number ({@code score}, {@code anna}, {@code 1001}): taken out of every sentence such a
 * one would destroy what is not about the account. What the server itself writes of it has forms
 * that are known.
 *
 * @param id the id, not empty
 * @param pseudonym what is to stand in its place
 */
public record AccountName(String id, String pseudonym) {

  private static final String SUBJECT = "account:";

  /** Ids may have these within, so a word that goes on behind them is another. */
  private static final String JOINING = "[.@:/+]";

  private static final String LED_IN = "(?<=account:|accounts/|account_id=)";

  /** How the server begins to say on what two accounts acted together. */
  private static final String ACTED_ON = "(?<=” on )";

  private static final Pattern META = Pattern.compile("[\\\\^$.|?*+(){}\\[\\]-]");
  private static final Pattern ORDINARY = Pattern.compile("[\\p{L}_-]{1,15}|\\p{N}{1,6}|.{1,3}");

  /** Under these names in JSON, and in an array that has none, a whole value is an account. */
  private static final Set<String> SAY_ACCOUNTS =
      Set.of(
          "",
          "account",
          "account_id",
          "accountId",
          "accounts",
          "members",
          "subject",
          "dedup_key",
          "target",
          "target_owner");

  /** Under these names in JSON are sentences, of people, of the server or for pages and mail. */
  private static final Set<String> PROSE =
      Set.of(
          "text",
          "sentence",
          "reason",
          "words",
          "note",
          "said",
          "title",
          "summary",
          "html",
          "body",
          "subject",
          "members",
          "fallback",
          "comment",
          "message",
          "value",
          "url",
          "href",
          "link",
          "source",
          "component",
          "group",
          "data",
          "content",
          "problem",
          "description",
          "reasons");

  /** Checks that there is an id. */
  public AccountName {
    if (id.isEmpty() || pseudonym.isEmpty()) {
      throw new IllegalArgumentException("an account's id and what stands for it are not empty");
    }
  }

  /** Whether the id may be a word or a number that is not meant for the account. */
  public boolean isOrdinary() {
    return ORDINARY.matcher(id).matches();
  }

  /** A pattern for PostgreSQL that finds the id as a word of a sentence. */
  public String pattern() {
    String word = "[[:alnum:]_-]";
    String before =
        isOrdinary() ? LED_IN : "(?:" + LED_IN + "|(?<!" + word + ")(?<!" + word + JOINING + "))";
    return before + quoted(id) + "(?!" + word + ")(?!" + JOINING + word + ")";
  }

  /** A pattern for PostgreSQL that finds a line of JSON or CSV in which a field is the account. */
  String fieldPattern() {
    return "\"(account_id|user_id|target|target_owner)\"\\s*:\\s*\""
        + quoted(MentionForms.json(id))
        + "\"|^\"?"
        + quoted(id)
        + "\"?,";
  }

  private static String quoted(String text) {
    return META.matcher(text).replaceAll("\\\\$0");
  }

  /** Whether a JSON text may have the id in it; rather yes than no. */
  public boolean mayBeIn(String json) {
    return json.indexOf('\\') >= 0 || json.contains(id);
  }

  /**
   * A value without the id, where the value says accounts: only if it is the id, or a subject that
   * is it.
   *
   * @return empty if it is another
   */
  public Optional<String> withoutWhole(String value) {
    if (value.equals(id)) {
      return Optional.of(pseudonym);
    }
    return value.equals(SUBJECT + id) ? Optional.of(SUBJECT + pseudonym) : Optional.empty();
  }

  /**
   * A value of a JSON object without the id.
   *
   * @param name under which name it stands; empty for that of a list of accounts
   * @return empty if the value does not name it
   */
  public Optional<String> withoutUnder(String name, String value) {
    Optional<String> whole =
        saysAccounts(name) || !isOrdinary() ? withoutWhole(value) : Optional.empty();
    return whole.isEmpty() && PROSE.contains(name) ? without(value) : whole;
  }

  /** Whether under a name in JSON stands an account, or a list of some. */
  public static boolean saysAccounts(String name) {
    return SAY_ACCOUNTS.contains(name);
  }

  /**
   * A sentence without the id.
   *
   * @param text that is no JSON; may be written for a page
   * @return empty if the text does not name it
   */
  public Optional<String> without(String text) {
    Optional<String> whole = isOrdinary() ? Optional.empty() : withoutWhole(text);
    if (whole.isPresent()) {
      return whole;
    }
    String put = text;
    for (String form : MentionForms.of(id)) {
      if (put.contains(form)) {
        put = word(form).matcher(put).replaceAll(Matcher.quoteReplacement(pseudonym));
      }
    }
    return put.equals(text) ? Optional.empty() : Optional.of(put);
  }

  private Pattern word(String form) {
    String word = "[\\p{L}\\p{N}_-]";
    String quoted = Pattern.quote(form);
    String end = "(?!" + word + ")(?!" + JOINING + word + ")";
    return Pattern.compile(
        isOrdinary()
            ? LED_IN + quoted + end + "|" + ACTED_ON + quoted + "(?=[,;]|$)"
            : "(?:" + LED_IN + "|(?<!" + word + ")(?<!" + word + JOINING + "))" + quoted + end);
  }
}
