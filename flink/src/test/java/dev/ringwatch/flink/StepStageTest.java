package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.feature.Profile;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flink.Message.Kind;
import dev.ringwatch.flink.StepStage.Turn;
import dev.ringwatch.pipeline.Cut;
import dev.ringwatch.pipeline.KeyState;
import dev.ringwatch.pipeline.KeyStateCodec;
import dev.ringwatch.pipeline.KeyedStep;
import dev.ringwatch.pipeline.LocalAccounts;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.ProfileInput;
import dev.ringwatch.pipeline.ProfileStep;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class StepStageTest {

  private static final JobConfig CONFIG = JobConfig.of(PipelineConfig.ofDefaults());
  private static final AccountId ACCOUNT = new AccountId("a");
  private static final Tick TICK = new Tick(0);

  /** Fails over some events. */
  private record Fussy(ProfileStep step)
      implements KeyedStep<AccountId, Profile, ProfileInput, FeatureVector> {

    @Override
    public Profile open(AccountId account) {
      return step.open(account);
    }

    @Override
    public void apply(Profile profile, ProfileInput input, Consumer<FeatureVector> output) {
      if (input instanceof ProfileInput.Acted acted && acted.event().action().equals("poison")) {
        throw new IllegalStateException("cannot be swallowed");
      }
      step.apply(profile, input, output);
    }

    @Override
    public void tell(Profile profile, Tick closed, Consumer<FeatureVector> output) {
      step.tell(profile, closed, output);
    }

    @Override
    public boolean expire(Profile profile, Cut cut) {
      return step.expire(profile, cut);
    }

    @Override
    public void write(Profile profile, BlockWriter out) throws IOException {
      step.write(profile, out);
    }

    @Override
    public Profile read(AccountId account, BlockReader in, IntUnaryOperator accounts)
        throws IOException {
      return step.read(account, in, accounts);
    }
  }

  private static final class FussyStage
      extends StepStage<AccountId, Profile, ProfileInput, FeatureVector> {

    private final List<FeatureVector> said = new ArrayList<>();

    FussyStage() {
      super(CONFIG);
    }

    @Override
    KeyedStep<AccountId, Profile, ProfileInput, FeatureVector> step() {
      return new Fussy(new ProfileStep(CONFIG.pipeline().profiles()));
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
    ProfileInput input(Event event, LocalAccounts accounts) {
      return new ProfileInput.Acted(event);
    }

    @Override
    ProfileInput input(Message word) {
      return word.read(Words::readSharing);
    }

    @Override
    void said(Turn<Profile> turn, FeatureVector vector) {
      said.add(vector);
    }
  }

  private static Message event(String action, long second) {
    Instant at = Instant.ofEpochSecond(second);
    return Message.of(
        Event.builder(ACCOUNT, action, at).id(action + second).build(), CONFIG.keys());
  }

  @Test
  void setsAsideWhatMakesTheStepFailAndGoesOn() {
    FussyStage stage = new FussyStage();
    stage.begin();
    KeyState<Profile> state = new KeyStateCodec<>(stage.step()).open(ACCOUNT);
    Turn<Profile> turn = new Turn<>(CONFIG.keys().of(ACCOUNT), TICK, state, out -> {}, rings -> {});
    List<Message> failed = new ArrayList<>();
    stage.take(turn, List.of(event("b", 2), event("poison", 1), event("a", 0)), failed::add);
    assertThat(stage.said)
        .singleElement()
        .satisfies(vector -> assertThat(vector.events()).isEqualTo(2));
    assertThat(failed)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.kind()).isEqualTo(Kind.SET_ASIDE);
          SetAsides.SetAside aside = message.read(SetAsides::read);
          assertThat(aside.event().id()).isEqualTo("poison1");
          assertThat(aside.why()).contains("cannot be swallowed");
        });
  }

  @Test
  void setsAsideTheEventsOfAKeyThatCannotBeOpened() {
    FussyStage stage = new FussyStage();
    stage.begin();
    List<Message> failed = new ArrayList<>();
    assertThat(stage.opened("", List.of(event("a", 0), event("b", 1)), failed::add)).isEmpty();
    assertThat(failed).extracting(Message::kind).containsOnly(Kind.SET_ASIDE).hasSize(2);
  }
}
