package dev.ringwatch.postgres;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without its secret.
 *
 * @param id its number
 * @param name what people call it
 * @param scopes what it lets its holder do
 * @param source the only source that its events may name; null for any
 * @param accountPrefix how the accounts that it may speak for begin; null for any
 * @param secretStart how its secret begins; null for keys made before that was kept
 * @param createdAt when it was made
 * @param expiresAt from when on it is refused; null for never
 * @param revokedAt when it was revoked; null if it was not
 * @param lastUsedAt when it was last shown, to the minute; null if never
 */
public record ApiKey(
    long id,
    String name,
    Set<Scope> scopes,
    @Nullable String source,
    @Nullable String accountPrefix,
    @Nullable String secretStart,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  /** Copies the scopes. */
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it is let in at a time. */
  public boolean isUsableAt(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }
}
