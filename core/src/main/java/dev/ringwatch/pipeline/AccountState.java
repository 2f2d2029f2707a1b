package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import java.time.Instant;
import java.util.Optional;

/**
 * What a closed tick knows of one account: what it did by itself, and the ring that it is in.
 *
 * @param vector its features
 * @param firstEvent when its first event was, however long ago
 * @param lastEvent when its last event was
 * @param createdAt when the account was made; empty if no event says so
 * @param enforced how many of its events within the horizon the platform took action over
 * @param membership the ring that it is in; empty for none
 */
public record AccountState(
    FeatureVector vector,
    Instant firstEvent,
    Instant lastEvent,
    Optional<Instant> createdAt,
    int enforced,
    Optional<Membership> membership) {

  /**
   * What a profile knows; empty if its account has done nothing, as when its event was set aside.
   */
  static Optional<AccountState> of(Profile profile, Rings rings) {
    return profile.lastEvent().map(last -> of(profile, last, rings));
  }

  private static AccountState of(Profile profile, Instant last, Rings rings) {
    FeatureVector vector = profile.vector();
    return new AccountState(
        vector,
        profile.firstEvent().orElse(last),
        last,
        profile.createdAt(),
        profile.enforced(),
        rings.of(vector.account()));
  }

  /** Whose state this is. */
  public AccountId account() {
    return vector.account();
  }
}
