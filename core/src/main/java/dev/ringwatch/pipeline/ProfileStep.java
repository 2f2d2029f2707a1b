package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import dev.ringwatch.feature.ProfileConfig;
import java.util.function.Consumer;

/** By account: sums up what the account did, and says it as a feature vector. */
public final class ProfileStep implements KeyedStep<AccountId, Profile, Event, FeatureVector> {

  private final ProfileConfig config;

  /** A step under a configuration. */
  public ProfileStep(ProfileConfig config) {
    this.config = config;
  }

  @Override
  public Profile open(AccountId account) {
    return new Profile(account, config);
  }

  @Override
  public void apply(Profile profile, Event event) {
    profile.apply(event);
  }

  /** Takes in what a link key told the account at a closed tick. */
  public void apply(Profile profile, Sharing sharing) {
    profile.share(sharing.kind(), sharing.valueHash(), sharing.accounts());
  }

  @Override
  public void tell(Profile profile, Tick closed, Consumer<FeatureVector> output) {
    output.accept(profile.vector());
  }
}
