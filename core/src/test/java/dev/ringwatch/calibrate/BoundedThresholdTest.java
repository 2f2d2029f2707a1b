package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundedThresholdTest {

  private static final FalsePositiveBound BOUND = FalsePositiveBound.ofDefaults();

  /** Scores of a benign population as a function of a uniform number, and its true rates. */
  enum Population {
    UNIFORM,
    SKEWED,
    /** Nearly all are zero and the rest in tenths, as risk scores are. */
    TENTHS,
    /** Three values only, the highest of which more than the bound have. */
    COARSE;

    private double score(double uniform) {
      return switch (this) {
        case UNIFORM -> 100 * uniform;
        case SKEWED -> -5 * Math.log1p(-uniform);
        case TENTHS -> uniform < 0.9 ? 0 : Math.rint(1000 * (uniform - 0.9)) / 10;
        case COARSE -> uniform < 0.5 ? 10 : uniform < 0.97 ? 20 : 30;
      };
    }

    private ScoreGrid grid() {
      return this == UNIFORM || this == SKEWED ? ScoreGrid.ANY : ScoreGrid.RISK;
    }

    double[] sample(SplittableRandom random, int size) {
      return random.doubles(size).map(this::score).toArray();
    }

    /** The share at or above a threshold, by bisection: scores grow with the number. */
    double rate(double threshold) {
      double below = 0;
      double above = 1;
      for (int i = 0; i < 60; i++) {
        double middle = (below + above) / 2;
        if (score(middle) >= threshold) {
          above = middle;
        } else {
          below = middle;
        }
      }
      return 1 - above;
    }
  }

  /**
   * 600 draws of 300: the share that breaks the bound is tested against 5 % (exact binomial, at 1
   * %); the empirical quantile breaks it far more often.
   */
  @ParameterizedTest
  @EnumSource(Population.class)
  void keepsItsPromiseWhateverTheDistribution(Population population) {
    SplittableRandom random = new SplittableRandom(7);
    int broken = 0;
    int brokenByQuantile = 0;
    for (int draw = 0; draw < 600; draw++) {
      double[] sample = population.sample(random, 300);
      double threshold =
          BoundedThreshold.of(sample, BOUND, population.grid()).orElseThrow().threshold();
      broken += population.rate(threshold) > 0.02 + 1e-12 ? 1 : 0;
      Arrays.sort(sample);
      brokenByQuantile += population.rate(Math.nextUp(sample[293])) > 0.02 + 1e-12 ? 1 : 0;
    }
    assertThat(new FalsePositiveCheck(broken, 600, 0.05).isBroken(0.01)).isFalse();
    if (population != Population.COARSE) {
      assertThat(new FalsePositiveCheck(brokenByQuantile, 600, 0.05).isBroken(1e-6)).isTrue();
    }
  }

  @Test
  void isJustAboveTheScoreOfItsRank() {
    double[] scores = IntStream.range(0, 1000).mapToDouble(i -> i / 10.0).toArray();
    BoundedThreshold chosen = BoundedThreshold.of(scores, BOUND, ScoreGrid.RISK).orElseThrow();
    assertThat(chosen.rank()).isEqualTo(BOUND.rank(1000).orElseThrow());
    assertThat(chosen.threshold()).isEqualTo(chosen.rank() / 10.0);
    assertThat(chosen.benign()).isEqualTo(1000);
    assertThat(chosen.flagged()).isEqualTo(1000 - chosen.rank());
    assertThat(chosen.violation()).isEqualTo(BOUND.violation(chosen.rank(), 1000)).isLessThan(0.05);
  }

  /**
   * An incident opens at the threshold: what ties with the score of the rank must stay below it.
   */
  @Test
  void flagsNothingThatTiesWithTheScoreOfItsRank() {
    double[] scores = new double[200];
    Arrays.fill(scores, 100, 200, 41.3);
    BoundedThreshold chosen = BoundedThreshold.of(scores, BOUND, ScoreGrid.RISK).orElseThrow();
    assertThat(chosen.threshold()).isEqualTo(41.4);
    assertThat(chosen.flagged()).isZero();
    assertThat(BoundedThreshold.of(scores, BOUND, ScoreGrid.ANY).orElseThrow().threshold())
        .isEqualTo(Math.nextUp(41.3));
  }

  @Test
  void isNoneWithTooFewScoresOrWithoutRoom() {
    assertThat(BoundedThreshold.of(new double[148], BOUND, ScoreGrid.RISK)).isEmpty();
    assertThat(BoundedThreshold.of(new double[149], BOUND, ScoreGrid.RISK)).isPresent();
    double[] highest = new double[149];
    highest[3] = 100;
    assertThat(BoundedThreshold.of(highest, BOUND, ScoreGrid.RISK)).isEmpty();
  }

  @Test
  void refusesNoNumberAndLeavesTheScoresAsTheyAre() {
    assertThatThrownBy(
            () -> BoundedThreshold.of(new double[] {1, Double.NaN}, BOUND, ScoreGrid.RISK))
        .hasMessageContaining("NaN");
    double[] scores = {3, 1, 2};
    BoundedThreshold.of(scores, new FalsePositiveBound(0.5, 0.5), ScoreGrid.ANY);
    assertThat(scores).containsExactly(3, 1, 2);
  }
}
