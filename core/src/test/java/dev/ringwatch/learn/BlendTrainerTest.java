package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.calibrate.RankingQuality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendTrainerTest {

  private static final LearningConfig CONFIG = LearningConfig.ofDefaults();

  private static Training train(PlantedVerdicts planted, int verdicts) {
    return new BlendTrainer(planted.model(), CONFIG).train(planted.judged().subList(0, verdicts));
  }

  private static double precision(
      PlantedVerdicts planted, int from, ToDoubleFunction<ScoredAccount> score) {
    List<JudgedAccount> unseen = planted.judged().subList(from, planted.judged().size());
    boolean[] abusive = new boolean[unseen.size()];
    for (int i = 0; i < abusive.length; i++) {
      abusive[i] = unseen.get(i).isAbusive();
    }
    double[] scores =
        unseen.stream().mapToDouble(one -> score.applyAsDouble(one.account())).toArray();
    return RankingQuality.of(scores, abusive).orElseThrow().averagePrecision();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void learnsWhatTheScoreDoesNotKnow(long seed) {
    PlantedVerdicts planted = new PlantedVerdicts(2, seed);
    Training.Learned learned = (Training.Learned) train(planted, 500);
    double alone = precision(planted, 500, ScoredAccount::risk);
    assertThat(precision(planted, 500, learned.blend()::score))
        .as("seed %d, alone %f", seed, alone)
        .isGreaterThan(alone + 0.1);
    assertThat(learned.blend().coefficients().get("new_device_rate:above")).isPositive();
    assertThat(learned.verdicts()).isEqualTo(500);
  }

  /** Where nothing is to be learned, what is learned must be nothing, or as good as nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void learnsNothingWhereThereIsNothing(long seed) {
    PlantedVerdicts planted = new PlantedVerdicts(0, seed);
    switch (train(planted, 300)) {
      case Training.Nothing nothing ->
          assertThat(nothing.why()).contains("300 verdicts teach nothing");
      case Training.Learned learned ->
          assertThat(precision(planted, 300, learned.blend()::score))
              .as("seed %d", seed)
              .isGreaterThan(precision(planted, 300, ScoredAccount::risk) - 0.02);
    }
  }

  @Test
  void saysThatThereAreTooFew() {
    PlantedVerdicts planted = new PlantedVerdicts(2, 1);
    assertThat(train(planted, 12))
        .isInstanceOfSatisfying(
            Training.Nothing.class,
            nothing -> assertThat(nothing.why()).endsWith("it takes 10 of each"));
    assertThat(train(planted, 0)).isInstanceOf(Training.Nothing.class);
  }

  @Test
  void theOrderOfVerdictsDoesNotMatter() {
    PlantedVerdicts planted = new PlantedVerdicts(2, 4);
    List<JudgedAccount> shuffled = new ArrayList<>(planted.judged().subList(0, 300));
    Collections.shuffle(shuffled, new Random(1));
    Training.Learned one = (Training.Learned) train(planted, 300);
    Training.Learned other =
        (Training.Learned) new BlendTrainer(planted.model(), CONFIG).train(shuffled);
    assertThat(other.blend().coefficients()).isEqualTo(one.blend().coefficients());
    assertThat(other.blend().probabilities()).isEqualTo(one.blend().probabilities());
  }

  @Test
  void refusesAnAccountThatIsJudgedTwice() {
    PlantedVerdicts planted = new PlantedVerdicts(2, 1);
    List<JudgedAccount> twice = new ArrayList<>(planted.judged().subList(0, 100));
    twice.add(twice.getFirst());
    BlendTrainer trainer = new BlendTrainer(planted.model(), CONFIG);
    assertThatThrownBy(() -> trainer.train(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("account-0 is judged twice");
  }

  /** Of those who are given a probability of about p, about p are abusive. */
  @Test
  void probabilitiesAreWhatTheySay() {
    PlantedVerdicts planted = new PlantedVerdicts(2, 5);
    LearnedBlend blend = ((Training.Learned) train(planted, 750)).blend();
    double expected = 0;
    int found = 0;
    for (JudgedAccount one : planted.judged().subList(750, 1500)) {
      expected += blend.probabilities().of(blend.score(one.account()));
      found += one.isAbusive() ? 1 : 0;
    }
    assertThat(expected).isCloseTo(found, within(4 * Math.sqrt(found)));
  }
}
