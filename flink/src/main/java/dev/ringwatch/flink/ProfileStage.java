package dev.ringwatch.flink;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.AccountStateCodec;
import dev.ringwatch.pipeline.Cut;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LocalAccounts;
import dev.ringwatch.pipeline.ProfileInput;
import dev.ringwatch.pipeline.ProfileStep;

/** By account: {@link ProfileStep}. */
final class ProfileStage extends StepStage<AccountId, Profile, ProfileInput, FeatureVector> {

  private final Keys keys;

  ProfileStage(JobConfig config) {
    super(config);
    keys = config.keys();
  }

  @Override
  KeyedStep<AccountId, Profile, ProfileInput, FeatureVector> step() {
    return new ProfileStep(config().pipeline().profiles());
  }

  @Override
  AccountId key(String text) {
    return Keys.account(text);
  }

  @Override
  String name(AccountId account) {
    return account.value();
  }

  @Override
  boolean expire(Turn<Profile> turn, Cut cut) {
    boolean gone = super.expire(turn, cut);
    if (gone) {
      turn.out().accept(Message.of(Kind.GONE, turn.key(), turn.tick()));
    }
    return gone;
  }

  @Override
  ProfileInput input(Event event, LocalAccounts accounts) {
    return new ProfileInput.Acted(event);
  }

  @Override
  ProfileInput input(Message word) {
    return word.read(Words::readSharing);
  }

  @Override
  void said(Turn<Profile> turn, FeatureVector vector) {
    AccountState.of(turn.state().state(), vector)
        .ifPresent(state ->
            turn.out()
                .accept(
                    Message.of(
                        Kind.STATE,
                        keys,
                        vector.account(),
                        turn.tick(),
                        out -> AccountStateCodec.write(state, out))));
  }
}
