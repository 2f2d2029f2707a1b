package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a closed tick knows of one account: what it did by itself, the ring that it is in, and what
 * hunts found.
 *
 * @param vector its features
 * @param firstEvent when its first event was, however long ago
 * @param lastEvent when its last event was
 * @param createdAt when the account was made; empty if no event says so
 * @param enforced how many of its events within the horizon the platform took action over
 * @param membership the ring that it is in; empty for none
 * @param findings what hunts tell it that found it
 */
public record AccountState(
    FeatureVector vector,
    Instant firstEvent,
    Instant lastEvent,
    Optional<Instant> createdAt,
    int enforced,
    Optional<Membership> membership,
    List<HuntFinding> findings) {

  /** Copies the findings. */
  public AccountState {
    findings = List.copyOf(findings);
  }

  /**
   * What a profile knows; empty if its account has done nothing, as when its event was set aside.
   */
  static Optional<AccountState> of(Profile profile, DriverState state) {
    return profile.lastEvent().map(last -> of(profile, last, state));
  }

  private static AccountState of(Profile profile, Instant last, DriverState state) {
    FeatureVector vector = profile.vector();
    return new AccountState(
        vector,
        profile.firstEvent().orElse(last),
        last,
        profile.createdAt(),
        profile.enforced(),
        state.rings.of(vector.account()),
        state.findings.of(vector.account()));
  }

  /** Whose state this is. */
  public AccountId account() {
    return vector.account();
  }
}
