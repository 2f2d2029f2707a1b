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
    return of(profile, profile.vector())
        .map(alone ->
            alone.with(state.rings.of(alone.account()), state.findings.of(alone.account())));
  }

  /**
   * What a profile knows, of an account without a ring, of which hunts found nothing.
   *
   * @param vector what the profile says of itself
   * @return empty if the account has done nothing
   */
  public static Optional<AccountState> of(Profile profile, FeatureVector vector) {
    return profile
        .lastEvent()
        .map(last ->
            new AccountState(
                vector,
                profile.firstEvent().orElse(last),
                last,
                profile.createdAt(),
                profile.enforced(),
                Optional.empty(),
                List.of()));
  }

  /** The same in a ring, or in none, and with what hunts found. */
  public AccountState with(Optional<Membership> ring, List<HuntFinding> found) {
    return new AccountState(vector, firstEvent, lastEvent, createdAt, enforced, ring, found);
  }

  /** Whose state this is. */
  public AccountId account() {
    return vector.account();
  }
}
