package dev.ringwatch.ingest;

import dev.ringwatch.event.Outcome;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The words that logs use for nothing, for yes and no, and for how an action ended. Case does not
 * matter.
 */
final class Words {

  private static final Set<String> ABSENT =
      Set.of("", "null", "(null)", "none", "nil", "nan", "n/a", "undefined", "\\n", "-");
  private static final int MAX_ABSENT = "undefined".length();
  private static final String ABSENT_STARTS = "nNuU(\\-";
  private static final Set<String> YES = Set.of("true", "t", "yes", "y", "1", "1.0");
  private static final Set<String> NO = Set.of("false", "f", "no", "n", "0", "0.0");
  private static final Set<String> SUCCESS =
      Set.of(
          "success",
          "successful",
          "succeeded",
          "ok",
          "pass",
          "passed",
          "accepted",
          "allowed",
          "approved");
  private static final Set<String> FAILURE =
      Set.of(
          "failure",
          "fail",
          "failed",
          "error",
          "denied",
          "rejected",
          "refused",
          "declined",
          "blocked");
  private static final Set<String> SUCCESS_ENDINGS = Set.of("success", "succeeded");
  private static final Set<String> FAILURE_ENDINGS = Set.of("failure", "failed", "fail");

  private Words() {}

  /**
   * Whether a text says that there is no value: what databases, Python, JavaScript and web servers
   * write.
   */
  static boolean isAbsent(String text) {
    int length = text.length();
    return length == 0
        || (length <= MAX_ABSENT
            && ABSENT_STARTS.indexOf(text.charAt(0)) >= 0
            && ABSENT.contains(text.toLowerCase(Locale.ROOT)));
  }

  /** Yes or no; empty for a word that is neither. An absent word is no. */
  static Optional<Boolean> yesOrNo(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (YES.contains(word)) {
      return Optional.of(true);
    }
    return NO.contains(word) || ABSENT.contains(word) ? Optional.of(false) : Optional.empty();
  }

  /** How an action ended; a word that is not known says nothing. */
  static Outcome outcome(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (SUCCESS.contains(word) || YES.contains(word)) {
      return Outcome.SUCCESS;
    }
    return FAILURE.contains(word) || NO.contains(word) ? Outcome.FAILURE : Outcome.UNKNOWN;
  }

  /**
   * How an action ended by its name, for logs without an outcome: {@code login_failed}, {@code
   * login.success}. Only what follows the last underscore, full stop, hyphen, colon or blank
   * counts.
   */
  static Outcome outcomeOfAction(String action) {
    int at = action.length();
    while (at > 0 && "_.-: ".indexOf(action.charAt(at - 1)) < 0) {
      at--;
    }
    String ending = at == 0 ? "" : action.substring(at).toLowerCase(Locale.ROOT);
    if (SUCCESS_ENDINGS.contains(ending)) {
      return Outcome.SUCCESS;
    }
    return FAILURE_ENDINGS.contains(ending) ? Outcome.FAILURE : Outcome.UNKNOWN;
  }
}
