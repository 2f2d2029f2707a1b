package dev.ringwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.calibrate.RankingQuality;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionIntervalTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void liesAroundTheAveragePrecision(long seed) {
    Sample sample = sample(seed, 400);
    double precision = precision(sample);
    PrecisionInterval interval = PrecisionInterval.of(sample.scores, sample.positive);
    assertThat(interval.low()).isLessThan(precision);
    assertThat(interval.high()).isGreaterThan(precision);
  }

  @Test
  void narrowsWithTheRootOfTheRows() {
    double few = width(sample(1, 400));
    double many = width(sample(1, 6400));
    assertThat(few / many).isCloseTo(4, within(1.5));
  }

  @Test
  void isAPointWhereEveryScoreTies() {
    PrecisionInterval interval =
        PrecisionInterval.of(new double[4], new boolean[] {true, false, false, false});
    assertThat(interval).isEqualTo(new PrecisionInterval(0.25, 0.25));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsEachRowOnceAsTheQualityMeasureDoes(long seed) {
    Sample sample = sample(seed, 100);
    int[] order = new int[100];
    int[] once = new int[100];
    Arrays.setAll(order, i -> i);
    Arrays.fill(once, 1);
    order =
        Arrays.stream(order)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -sample.scores[i]))
            .mapToInt(i -> i)
            .toArray();
    assertThat(PrecisionInterval.averagePrecision(order, sample.scores, sample.positive, once))
        .isCloseTo(precision(sample), within(1e-12));
  }

  private static double width(Sample sample) {
    PrecisionInterval interval = PrecisionInterval.of(sample.scores, sample.positive);
    return interval.high() - interval.low();
  }

  private static double precision(Sample sample) {
    return RankingQuality.of(sample.scores, sample.positive).orElseThrow().averagePrecision();
  }

  private static final class Sample {
    final double[] scores;
    final boolean[] positive;

    Sample(int size) {
      scores = new double[size];
      positive = new boolean[size];
    }
  }

  /** One row in five is positive and scores about one deviation higher; every score ties often. */
  private static Sample sample(long seed, int size) {
    Random random = new Random(seed);
    Sample sample = new Sample(size);
    for (int i = 0; i < size; i++) {
      sample.positive[i] = i % 5 == 0;
      sample.scores[i] = Math.rint(4 * (random.nextGaussian() + (sample.positive[i] ? 1 : 0))) / 4;
    }
    return sample;
  }
}
