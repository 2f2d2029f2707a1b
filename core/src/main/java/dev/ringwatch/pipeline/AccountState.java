package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import java.time.Instant;
import java.util.Optional;

/**
 * What a closed tick knows of one account by itself.
 *
 * @param vector its features
 * @param firstEvent when its first event was, however long ago
 * @param lastEvent when its last event was
 * @param createdAt when the account was made; empty if no event says so
 * @param enforced how many of its events within the horizon the platform took action over
 */
public record AccountState(
    FeatureVector vector,
    Instant firstEvent,
    Instant lastEvent,
    Optional<Instant> createdAt,
    int enforced) {

  /**
   * What a profile knows; empty if its account has done nothing, as when its event was set aside.
   */
  static Optional<AccountState> of(Profile profile) {
    return profile
        .lastEvent()
        .map(last ->
            new AccountState(
                profile.vector(),
                profile.firstEvent().orElse(last),
                last,
                profile.createdAt(),
                profile.enforced()));
  }

  /** Whose state this is. */
  public AccountId account() {
    return vector.account();
  }
}
