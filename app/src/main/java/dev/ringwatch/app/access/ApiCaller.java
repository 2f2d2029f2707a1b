package dev.ringwatch.app.access;

import dev.ringwatch.postgres.Scope;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as its API key says.
 *
 * @param key the key's id
 * @param scopes what it may do
 * @param source the only source whose events it may send; any if absent
 * @param accountPrefix what the accounts that it may speak for begin with; any if absent
 */
public record ApiCaller(
    long key, Set<Scope> scopes, Optional<String> source, Optional<String> accountPrefix) {

  /** Copies the scopes. */
  public ApiCaller {
    scopes = Set.copyOf(scopes);
  }
}
