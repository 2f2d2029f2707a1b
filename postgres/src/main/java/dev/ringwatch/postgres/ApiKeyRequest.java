package dev.ringwatch.postgres;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new API key shall be allowed.
 *
 * @param name what people call it; not empty, need not be unique
 * @param scopes what it lets its holder do, at least one
 * @param source the only source that its events may name; null for any
 * @param accountPrefix how the accounts that it may speak for begin; null for any
 * @param expiresAt from when on it is refused; null for never
 */
public record ApiKeyRequest(
    String name,
    Set<Scope> scopes,
    @Nullable String source,
    @Nullable String accountPrefix,
    @Nullable Instant expiresAt) {

  /** Checks name and scopes, and copies the scopes. */
  public ApiKeyRequest {
    if (name.isBlank()) {
      throw new IllegalArgumentException("an API key's name must not be empty");
    }
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("an API key needs at least one scope");
    }
    scopes = Set.copyOf(scopes);
  }

  /** A key without bounds on source, account and time. */
  public static ApiKeyRequest of(String name, Scope... scopes) {
    return new ApiKeyRequest(name, Set.of(scopes), null, null, null);
  }
}
