package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreStrataTest {

  private static LabelledScore label(double score) {
    return new LabelledScore(score, false, false, 1);
  }

  @Test
  void isTheShareOfThoseThatScoreAboutTheSame() {
    double[] day = new double[20];
    Arrays.fill(day, 0, 16, 12);
    Arrays.fill(day, 16, 20, 93);

    ScoreStrata strata = ScoreStrata.of(List.of(label(11), label(14.9), label(94)), List.of(day));

    assertThat(strata.probability(12)).isEqualTo(2 / 16.0);
    assertThat(strata.probability(99)).isEqualTo(1 / 4.0);
  }

  @Test
  void countsAccountsNobodyLabelledWithTheNextThatSomebodyDid() {
    double[] day = {3, 3, 3, 12, 97, 98};

    ScoreStrata strata = ScoreStrata.of(List.of(label(12)), List.of(day));

    assertThat(strata.probability(12)).isEqualTo(1 / 6.0);
  }

  @Test
  void isOneWhereThereAreMoreLabelsThanAccounts() {
    ScoreStrata strata = ScoreStrata.of(List.of(label(50), label(50)), List.of(new double[] {50}));

    assertThat(strata.probability(50)).isEqualTo(1);
    assertThat(ScoreStrata.of(List.of(), List.of()).probability(50)).isEqualTo(1);
  }

  /** Reviewers look at high scores, seldom at low ones: the share of abuse among all is found. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void weighsAwayThatHighScoresAreLookedAtMore(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = new double[200_000];
    List<LabelledScore> labels = new ArrayList<>();
    long abusive = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 100 * Math.pow(random.nextDouble(), 3);
      boolean isAbusive = random.nextDouble() < scores[i] / 150;
      abusive += isAbusive ? 1 : 0;
      if (random.nextDouble() < 0.01 + 0.3 * scores[i] / 100) {
        labels.add(new LabelledScore(scores[i], isAbusive, false, 1));
      }
    }
    ScoreStrata strata = ScoreStrata.of(labels, List.of(scores));

    double all = 0;
    double bad = 0;
    for (LabelledScore label : labels) {
      double weight = 1 / strata.probability(label.score());
      all += weight;
      bad += label.abusive() ? weight : 0;
    }

    double truth = (double) abusive / scores.length;
    double naive = labels.stream().filter(LabelledScore::abusive).count() / (double) labels.size();
    assertThat(bad / all).as("seed %d", seed).isCloseTo(truth, within(0.01));
    assertThat(naive).as("seed %d", seed).isGreaterThan(truth + 0.1);
  }
}
