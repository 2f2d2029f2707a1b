package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackTest {

  private static final LearningConfig CONFIG = LearningConfig.ofDefaults();
  private static final PlantedVerdicts PLANTED = new PlantedVerdicts(3, 1);
  private static final LearnedBlend BLEND =
      ((Training.Learned)
              new BlendTrainer(PLANTED.model(), CONFIG).train(PLANTED.judged().subList(0, 500)))
          .blend();
  private static final List<JudgedAccount> LATER = PLANTED.judged().subList(500, 1500);

  private static Fallback fallback() {
    return new Fallback(
        BLEND,
        AdjustmentShape.of(
            PLANTED.judged().stream()
                .mapToDouble(one -> BLEND.adjustment(one.account()))
                .toArray()),
        CONFIG);
  }

  private static List<ScoredAccount> accounts(List<JudgedAccount> judged) {
    return judged.stream().map(JudgedAccount::account).toList();
  }

  @Test
  void staysWhileAllIsAsItWas() {
    assertThat(fallback().reason(accounts(LATER), LATER)).isEmpty();
    assertThat(fallback().reason(List.of(), List.of())).isEmpty();
  }

  @Test
  void isGivenUpWhenAccountsAreOthers() {
    List<ScoredAccount> moved =
        accounts(LATER).stream().filter(one -> BLEND.adjustment(one) > 0.3).toList();
    assertThat(fallback().reason(moved, List.of()))
        .hasValueSatisfying(why -> assertThat(why).contains("no longer those that verdicts"));
  }

  @Test
  void isGivenUpWhenLaterVerdictsSpeakAgainstIt() {
    List<JudgedAccount> turned = new PlantedVerdicts(-3, 1).judged().subList(500, 1500);
    assertThat(fallback().reason(accounts(LATER), turned))
        .hasValueSatisfying(why -> assertThat(why).contains("judged since, it finds"));
  }

  @Test
  void aHandfulOfVerdictsDecidesNothing() {
    List<JudgedAccount> few = new PlantedVerdicts(-3, 1).judged().subList(500, 530);
    assertThat(fallback().reason(accounts(LATER), few)).isEmpty();
  }
}
