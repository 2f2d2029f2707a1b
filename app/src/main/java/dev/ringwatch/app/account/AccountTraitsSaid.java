package dev.ringwatch.app.account;

import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.results.AccountTraits;
import dev.ringwatch.postgres.results.Enforcement;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What accounts have in common, as a request says it. */
final class AccountTraitsSaid {

  private AccountTraitsSaid() {}

  /**
   * What a request says.
   *
   * @throws UnusableRequestException if it says what cannot be
   */
  static AccountTraits of(Parameters said) {
    Instant after = time(said, AccountQuery.OPENED_AFTER);
    Instant until = time(said, AccountQuery.OPENED_UNTIL);
    boolean unknown = said.text(AccountQuery.OPENED).map(AccountTraitsSaid::unknown).orElse(false);
    if (unknown && (after != null || until != null)) {
      throw new UnusableRequestException(
          "an account of which nobody knows when it was opened was opened at no time; leave out "
              + AccountQuery.OPENED
              + " or the times");
    }
    return new AccountTraits(
        after,
        until,
        unknown,
        said.text(AccountQuery.ENFORCED).map(AccountTraitsSaid::enforced).orElse(null));
  }

  private static boolean unknown(String said) {
    if (!said.equals(AccountQuery.UNKNOWN)) {
      throw new UnusableRequestException(
          AccountQuery.OPENED + " is " + AccountQuery.UNKNOWN + ", not " + said);
    }
    return true;
  }

  private static @Nullable Instant time(Parameters said, String name) {
    String text = said.text(name).orElse(null);
    if (text == null) {
      return null;
    }
    try {
      Instant time = Instant.parse(text);
      if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-12-31T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeException e) {
      // It is refused as any other that is none.
    }
    throw new UnusableRequestException(
        name + " is a time such as 2026-03-31T10:00:00Z, not " + text);
  }

  private static Enforcement enforced(String said) {
    return Enforcement.of(said)
        .orElseThrow(() ->
            new UnusableRequestException(
                AccountQuery.ENFORCED
                    + " is one of "
                    + String.join(", ", Enforcement.labels())
                    + ", not "
                    + said));
  }
}
