package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a hunt found as the log says it: which accounts, what that adds to their risk, and until
 * when. What the findings rest on is not in the log.
 *
 * @param hunt the hunt's name: small letters, digits and {@code -}, at most 60
 * @param points what each account's risk is raised by, 1 to 100
 * @param until the first tick at which they stand no more, if the hunt has not said others before
 * @param accounts whom it found, each once, at most {@link #MOST_ACCOUNTS}; empty takes back what
 *     it had found before
 */
public record FindingsInForce(String hunt, int points, Tick until, List<AccountId> accounts) {

  /** Of so many accounts the findings of a hunt may stand: about 100 bytes each. */
  public static final int MOST_ACCOUNTS = 10_000;

  private static final int MOST_POINTS = 100;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

  /** Checks the ranges and copies the accounts. */
  public FindingsInForce {
    if (!NAME.matcher(hunt).matches()) {
      throw new IllegalArgumentException(
          "a hunt's name must be up to 60 small letters, digits and -, not " + hunt);
    }
    if (points < 1 || points > MOST_POINTS) {
      throw new IllegalArgumentException(
          "the points of the hunt " + hunt + " must be 1 to " + MOST_POINTS + ", not " + points);
    }
    if (accounts.size() > MOST_ACCOUNTS) {
      throw new IllegalArgumentException(
          "findings of the hunt "
              + hunt
              + " may name "
              + MOST_ACCOUNTS
              + " accounts, not "
              + accounts.size());
    }
    accounts = List.copyOf(accounts);
  }

  /** What it tells each of its accounts. */
  HuntFinding finding() {
    return new HuntFinding(hunt, points);
  }
}
