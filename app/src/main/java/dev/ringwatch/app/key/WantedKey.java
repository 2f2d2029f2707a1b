package dev.ringwatch.app.key;

import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as somebody wants it; what cannot be is found when it is asked for.
 *
 * @param name what people call it
 * @param scopes what it lets its holder do
 * @param source the only source whose events it may send; null for any
 * @param accounts what the accounts that it may speak for begin with; null for any
 * @param days for how many days it holds; null for ever
 */
public record WantedKey(
    String name,
    Set<Scope> scopes,
    @Nullable String source,
    @Nullable String accounts,
    @Nullable Integer days) {

  /** The longest name, source and beginning. */
  public static final int MAX_TEXT = 200;

  /** A hundred years. */
  public static final int MAX_DAYS = 36_500;

  /** Copies the scopes. */
  public WantedKey {
    scopes = Set.copyOf(scopes);
  }

  /**
   * What is asked of the database.
   *
   * @throws RefusedKeyException if there cannot be such a key
   */
  ApiKeyRequest request(Instant now) {
    if (!isLine(name)) {
      throw new RefusedKeyException(
          "the name must be a name in one line of at most " + MAX_TEXT + " characters");
    }
    if (scopes.isEmpty()) {
      throw new RefusedKeyException("a key needs at least one scope");
    }
    if ((source != null && !isLine(source)) || (accounts != null && !isLine(accounts))) {
      throw new RefusedKeyException(
          "source and accounts are texts in one line of at most " + MAX_TEXT + " characters");
    }
    if (days != null && (days < 1 || days > MAX_DAYS)) {
      throw new RefusedKeyException("the days must be 1 to " + MAX_DAYS + ", not " + days);
    }
    Instant end = days == null ? null : now.plus(Duration.ofDays(days));
    return new ApiKeyRequest(name, scopes, source, accounts, end);
  }

  private static boolean isLine(String text) {
    return !text.isBlank()
        && text.length() <= MAX_TEXT
        && text.chars().noneMatch(Character::isISOControl);
  }
}
