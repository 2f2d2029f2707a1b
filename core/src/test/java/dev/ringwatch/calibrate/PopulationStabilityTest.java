package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationStabilityTest {

  @Test
  void isZeroWhereNothingMoved() {
    double[] scores = scores(1, 500, 0);
    PopulationStability stability = PopulationStability.of(scores, scores, 10);
    assertThat(stability.index()).isZero();
    assertThat(stability.bins()).isEqualTo(10);
  }

  /** Half of 1 to 10 below and half above 5; of today's one in ten is below. */
  @Test
  void sumsOverBins() {
    double[] then = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] now = {1, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    double expected = (0.1 - 0.5) * Math.log(0.1 / 0.5) + (0.9 - 0.5) * Math.log(0.9 / 0.5);
    assertThat(PopulationStability.of(then, now, 2).index()).isCloseTo(expected, within(1e-12));
  }

  /** Over many pairs of unchanged samples it is what is expected by chance, on average. */
  @Test
  void isAsLargeAsExpectedByChance() {
    double sum = 0;
    double expected = 0;
    for (int seed = 0; seed < 300; seed++) {
      PopulationStability stability =
          PopulationStability.of(scores(seed, 400, 0), scores(seed + 1000L, 300, 0), 10);
      sum += stability.index();
      expected += stability.expectedByChance();
    }
    assertThat(sum / expected).isBetween(0.9, 1.1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void growsWithTheShift(long seed) {
    double[] then = scores(seed, 2000, 0);
    double little = PopulationStability.of(then, scores(seed + 50, 2000, 0.2), 10).index();
    double much = PopulationStability.of(then, scores(seed + 50, 2000, 1), 10).index();
    assertThat(little).isLessThan(0.15);
    assertThat(much).isGreaterThan(0.5);
  }

  @Test
  void putsEqualScoresIntoOneBinAndStaysFiniteWhereOneIsEmpty() {
    double[] then = new double[100];
    then[99] = 5;
    PopulationStability same = PopulationStability.of(then, then, 10);
    assertThat(same).isEqualTo(new PopulationStability(0, 2, 0.02));
    double[] now = {5, 5, 5, 5};
    assertThat(PopulationStability.of(then, now, 10).index()).isBetween(1.0, 10.0);
    assertThat(PopulationStability.of(new double[3], now, 10).bins()).isEqualTo(1);
  }

  @Test
  void refusesWhatCannotBeCompared() {
    double[] one = {1};
    assertThatThrownBy(() -> PopulationStability.of(new double[0], one, 10))
        .hasMessageContaining("0 scores");
    assertThatThrownBy(() -> PopulationStability.of(one, one, 1)).hasMessageContaining("1 bins");
    assertThatThrownBy(() -> PopulationStability.of(one, new double[] {Double.NaN}, 10))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> PopulationStability.of(new double[] {Double.NaN}, one, 10))
        .hasMessageContaining("NaN");
  }

  @Test
  void saysTheSameOfCountsAsOfTheScoresThatWereCounted() {
    assertThat(PopulationStability.ofCounts(new long[] {50, 40, 10}, new long[] {50, 40, 10}))
        .isEqualTo(new PopulationStability(0, 3, 0.04));
    // (.8-.5) ln(.8/.5) + (.2-.5) ln(.2/.5)
    assertThat(PopulationStability.ofCounts(new long[] {5, 5}, new long[] {80, 20}).index())
        .isCloseTo(0.4159, within(1e-4));
    long[] one = {1};
    assertThatThrownBy(() -> PopulationStability.ofCounts(one, new long[] {0}))
        .hasMessage("cannot compare 1 accounts in 1 bins with 0 in 1");
    assertThatThrownBy(() -> PopulationStability.ofCounts(one, new long[] {1, 1}))
        .hasMessageContaining("in 2");
  }

  private static double[] scores(long seed, int count, double shift) {
    Random random = new Random(seed);
    return random.doubles(count).map(ignored -> random.nextGaussian() + shift).toArray();
  }
}
