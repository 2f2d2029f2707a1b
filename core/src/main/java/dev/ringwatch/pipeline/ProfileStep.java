package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/** By account: sums up what the account did, and says it as a feature vector. */
public final class ProfileStep
    implements KeyedStep<AccountId, Profile, ProfileInput, FeatureVector> {

  private final ProfileConfig config;

  /** A step under a configuration. */
  public ProfileStep(ProfileConfig config) {
    this.config = config;
  }

  @Override
  public Profile open(AccountId account) {
    return new Profile(account, config);
  }

  /** Says nothing; what there is to say is the tick's. */
  @Override
  public void apply(Profile profile, ProfileInput input, Consumer<FeatureVector> output) {
    switch (input) {
      case ProfileInput.Acted acted -> profile.apply(acted.event());
      case Sharing sharing ->
          profile.share(sharing.kind(), sharing.valueHash(), sharing.accounts());
    }
  }

  @Override
  public void tell(Profile profile, Tick closed, Consumer<FeatureVector> output) {
    output.accept(profile.vector());
  }

  /** An account's days are forgotten as new ones come; here it is whole or not at all. */
  @Override
  public boolean expire(Profile profile, Cut cut) {
    return profile
        .lastEvent()
        .map(last -> Tick.of(last).epochMinute() < cut.accountsBefore())
        .orElse(true);
  }

  @Override
  public void write(Profile profile, BlockWriter out) throws IOException {
    profile.writeTo(out);
  }

  @Override
  public Profile read(AccountId account, BlockReader in, IntUnaryOperator accounts)
      throws IOException {
    return new Profile(account, config, in);
  }
}
