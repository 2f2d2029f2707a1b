package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How sure the areas are. */
class RankingIntervalsTest {

  private static final class Sample {
    private final double[] scores;
    private final boolean[] positive;

    Sample(double[] scores, boolean[] positive) {
      this.scores = scores;
      this.positive = positive;
    }

    RankingQuality quality() {
      return RankingQuality.of(scores, positive).orElseThrow();
    }
  }

  /** One in {@code every} is positive and scores higher by {@code gap}; in steps if it has any. */
  private static Sample sample(long seed, int size, int every, double gap, double perPoint) {
    Random random = new Random(seed);
    Sample sample = new Sample(new double[size], new boolean[size]);
    for (int i = 0; i < size; i++) {
      sample.positive[i] = i % every == 0;
      double score = random.nextGaussian() + (sample.positive[i] ? gap : 0);
      sample.scores[i] = perPoint == 0 ? score : Math.rint(score * perPoint) / perPoint;
    }
    return sample;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theAreasVarianceIsDeLongsByItsDefinition(long seed) {
    Sample sample = sample(seed, 20 + 9 * (int) seed, 2 + (int) seed % 3, 1, seed % 2 == 0 ? 2 : 0);
    assertThat(sample.quality().rocAucVariance())
        .as("seed %d", seed)
        .isCloseTo(varianceByPairs(sample), within(1e-12));
  }

  /** Structural components over all pairs, as DeLong et al. write them. */
  private static double varianceByPairs(Sample sample) {
    double[][] sums = new double[2][sample.scores.length];
    int[] counts = new int[2];
    for (int i = 0; i < sample.scores.length; i++) {
      counts[sample.positive[i] ? 1 : 0]++;
      for (int j = 0; j < sample.scores.length; j++) {
        if (sample.positive[i] && !sample.positive[j]) {
          double wins = (Math.signum(sample.scores[i] - sample.scores[j]) + 1) / 2;
          sums[1][i] += wins;
          sums[0][j] += wins;
        }
      }
    }
    double variance = 0;
    for (int kind = 0; kind < 2; kind++) {
      int others = counts[1 - kind];
      double mean = 0;
      for (double sum : sums[kind]) {
        mean += sum / others / counts[kind];
      }
      double squares = 0;
      for (int i = 0; i < sample.scores.length; i++) {
        squares +=
            sample.positive[i] == (kind == 1) ? Math.pow(sums[kind][i] / others - mean, 2) : 0;
      }
      variance += squares / (counts[kind] - 1) / counts[kind];
    }
    return variance;
  }

  /** Of 400 samples at 90 %, 360 are expected; 340 is three deviations fewer. */
  @Test
  void theAreasIntervalCoversTheTrueArea() {
    double truth = 0.7602499389065233; // a gap of one deviation: Phi(1 / sqrt 2)
    int covered = 0;
    for (int seed = 0; seed < 400; seed++) {
      Interval interval = sample(seed, 300, 3, 1, 0).quality().rocAucInterval(0.9).orElseThrow();
      covered += interval.contains(truth) ? 1 : 0;
    }
    assertThat(covered).isBetween(340, 380);
  }

  @Test
  void theAreasIntervalDoesNotPretendWhereTheLabelsAreToldApartWithoutAFlaw() {
    Sample apart = new Sample(new double[] {1, 2, 3, 4}, new boolean[] {false, false, true, true});
    Interval interval = apart.quality().rocAucInterval(0.95).orElseThrow();
    assertThat(interval.low()).isCloseTo(Math.sqrt(0.025), within(1e-12));
    assertThat(interval.high()).isEqualTo(1);
    Sample upsideDown =
        new Sample(new double[] {1, 2, 3, 4}, new boolean[] {true, true, false, false});
    assertThat(upsideDown.quality().rocAucInterval(0.95).orElseThrow().high())
        .isCloseTo(1 - Math.sqrt(0.025), within(1e-12));
  }

  @Test
  void theAreaHasNoIntervalWithASinglePositive() {
    Sample one = new Sample(new double[] {1, 2, 3}, new boolean[] {false, true, false});
    assertThat(one.quality().rocAucInterval(0.95)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theIntervalOfAveragePrecisionLiesAroundItAndRepeats(long seed) {
    RankingQuality quality = sample(seed, 400, 5, 1, 4).quality();
    Resampling how = new Resampling(400, 0.95, seed);
    Interval interval = quality.averagePrecisionInterval(how).orElseThrow();
    assertThat(interval.low()).isLessThan(quality.averagePrecision());
    assertThat(interval.high()).isGreaterThan(quality.averagePrecision());
    assertThat(quality.averagePrecisionInterval(how)).hasValue(interval);
    assertThat(quality.averagePrecisionInterval(how.withSeed(seed + 1)))
        .isNotEmpty()
        .get()
        .isNotEqualTo(interval);
  }

  @Test
  void theIntervalOfAveragePrecisionNarrowsWithTheRootOfTheLabels() {
    double few = width(sample(1, 400, 5, 1, 4));
    double many = width(sample(1, 6400, 5, 1, 4));
    assertThat(few / many).isCloseTo(4, within(1.5));
  }

  private static double width(Sample sample) {
    return sample
        .quality()
        .averagePrecisionInterval(new Resampling(400, 0.95, 1))
        .orElseThrow()
        .width();
  }

  @Test
  void theIntervalOfAveragePrecisionIsAPointWhereEveryScoreTies() {
    Sample tied = new Sample(new double[4], new boolean[] {true, false, false, false});
    assertThat(tied.quality().averagePrecisionInterval(Resampling.ofDefaults()))
        .hasValue(new Interval(0.25, 0.25));
  }

  /** The samples of the bootstrap, drawn by hand. */
  @Test
  void resamplesWithinEachKind() {
    Sample sample = new Sample(new double[] {3, 2, 1}, new boolean[] {true, false, true});
    Interval interval =
        sample.quality().averagePrecisionInterval(new Resampling(4000, 0.5, 1)).orElseThrow();
    // Two positives of {above, below}: both above 1, one of each 5/6, both below 2/3; 1 to 2 to 1.
    assertThat(interval.low()).isCloseTo(2 / 3.0, within(0.17));
    assertThat(interval.high()).isCloseTo(5 / 6.0, within(0.17));
    assertThat(sample.quality().averagePrecisionInterval(new Resampling(4000, 0.99, 1)))
        .hasValue(new Interval(2 / 3.0, 1));
  }

  @Test
  void drawsNothingIfNotAsked() {
    RankingQuality quality = sample(1, 50, 5, 1, 4).quality();
    assertThat(quality.averagePrecisionInterval(Resampling.none())).isEmpty();
  }

  @Test
  void refusesTooFewSamples() {
    assertThatThrownBy(() -> new Resampling(39, 0.95, 1)).hasMessageContaining("39");
    assertThatThrownBy(() -> new Resampling(100, 1, 1)).hasMessageContaining("confidence");
  }
}
