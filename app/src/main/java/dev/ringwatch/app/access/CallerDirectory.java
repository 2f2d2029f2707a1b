package dev.ringwatch.app.access;

import java.util.Optional;

/** Knows whose an API key is. Safe for threads. */
@FunctionalInterface
public interface CallerDirectory {

  /**
   * Whose key it is; empty if it is nobody's, or no longer holds.
   *
   * @throws KeysUnavailableException if that cannot be found out now
   */
  Optional<ApiCaller> find(String secret);
}
