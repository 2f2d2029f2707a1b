package dev.ringwatch.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in, without what they prove it by.
 *
 * @param id the number
 * @param login the name to sign in under
 * @param displayName what people call them
 * @param role what they may do
 * @param hasPassword whether they have chosen a password
 * @param hasSecondFactor whether they have a second factor
 * @param bySignOn whether somebody of single sign-on is bound to them
 * @param createdAt when they were added
 * @param lastLoginAt when they last signed in; null if never
 * @param disabledAt when they were disabled; null if they were not
 * @param sessionsSince sessions that began earlier are over
 */
public record Operator(
    long id,
    String login,
    String displayName,
    Role role,
    boolean hasPassword,
    boolean hasSecondFactor,
    boolean bySignOn,
    Instant createdAt,
    @Nullable Instant lastLoginAt,
    @Nullable Instant disabledAt,
    Instant sessionsSince) {

  /** Whether they may sign in at all. */
  public boolean isEnabled() {
    return disabledAt == null;
  }
}
