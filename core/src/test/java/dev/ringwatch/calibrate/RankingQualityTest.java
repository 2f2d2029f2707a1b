package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingQualityTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void equalsTheDefinitionsCountedOut(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int size = 2 + random.nextInt(300);
    int distinct = 1 + random.nextInt(seed % 2 == 0 ? 6 : 1000);
    double[] scores =
        random.ints(size, 0, distinct).asDoubleStream().map(score -> score / 7).toArray();
    boolean[] positive = new boolean[size];
    for (int i = 0; i < size; i++) {
      positive[i] = i == 0 || (i > 1 && random.nextInt(3) == 0);
    }
    RankingQuality quality = RankingQuality.of(scores, positive).orElseThrow();
    assertThat(quality.rocAuc())
        .as("seed %d", seed)
        .isCloseTo(auc(scores, positive), within(1e-12));
    assertThat(quality.averagePrecision())
        .as("seed %d", seed)
        .isCloseTo(averagePrecision(scores, positive), within(1e-12));
    for (double bound : new double[] {0, 0.01, 0.02, 0.1, 0.29, 0.5, 1}) {
      assertThat(quality.recallAt(bound))
          .as("seed %d, bound %s", seed, bound)
          .isCloseTo(recallAt(scores, positive, bound), within(1e-12));
    }
  }

  private static double auc(double[] scores, boolean[] positive) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          pairs++;
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return wins / pairs;
  }

  private static double averagePrecision(double[] scores, boolean[] positive) {
    double[] thresholds =
        Arrays.stream(scores)
            .distinct()
            .map(score -> -score)
            .sorted()
            .map(score -> -score)
            .toArray();
    double sum = 0;
    double recallBefore = 0;
    for (double threshold : thresholds) {
      double hits = flagged(scores, positive, threshold, true);
      double recall = hits / flagged(scores, positive, Double.NEGATIVE_INFINITY, true);
      sum += (recall - recallBefore) * hits / (hits + flagged(scores, positive, threshold, false));
      recallBefore = recall;
    }
    return sum;
  }

  /**
   * The best over thresholds strictly above a negative, so that what ties with it is not flagged.
   */
  private static double recallAt(double[] scores, boolean[] positive, double bound) {
    double best = 0;
    double negatives = flagged(scores, positive, Double.NEGATIVE_INFINITY, false);
    double positives = flagged(scores, positive, Double.NEGATIVE_INFINITY, true);
    for (double score : scores) {
      for (double threshold : new double[] {score, Math.nextUp(score)}) {
        if (flagged(scores, positive, threshold, false) / negatives <= bound) {
          best = Math.max(best, flagged(scores, positive, threshold, true) / positives);
        }
      }
    }
    return best;
  }

  private static double flagged(
      double[] scores, boolean[] positive, double threshold, boolean wanted) {
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= threshold && positive[i] == wanted) {
        count++;
      }
    }
    return count;
  }

  @Test
  void saysWhatScikitLearnSaysInItsOwnExample() {
    RankingQuality quality =
        RankingQuality.of(
                new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true})
            .orElseThrow();
    assertThat(quality.rocAuc()).isEqualTo(0.75);
    assertThat(quality.averagePrecision()).isCloseTo(0.8333333333333333, within(1e-15));
  }

  /** Curves of its documentation, under roc_curve and precision_recall_curve. */
  @Test
  void drawsWhatScikitLearnDrawsInItsOwnExample() {
    RankingQuality quality =
        RankingQuality.of(
                new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true})
            .orElseThrow();
    assertThat(quality.rocCurve(10))
        .containsExactly(
            new OperatingPoint(Double.POSITIVE_INFINITY, 0, 0, 1),
            new OperatingPoint(0.8, 0, 0.5, 1),
            new OperatingPoint(0.4, 0.5, 0.5, 0.5),
            new OperatingPoint(0.35, 0.5, 1, 2 / 3.0),
            new OperatingPoint(0.1, 1, 1, 0.5));
  }

  @Test
  void saysWhatAThresholdDoes() {
    RankingQuality quality =
        RankingQuality.of(new double[] {1, 2, 2, 3}, new boolean[] {false, true, false, true})
            .orElseThrow();
    assertThat(quality.at(3.5)).isEqualTo(new OperatingPoint(3.5, 0, 0, 1));
    assertThat(quality.at(3)).isEqualTo(new OperatingPoint(3, 0, 0.5, 1));
    assertThat(quality.at(2)).isEqualTo(new OperatingPoint(2, 0.5, 1, 2 / 3.0));
    assertThat(quality.at(1.5)).isEqualTo(new OperatingPoint(1.5, 0.5, 1, 2 / 3.0));
    assertThat(quality.at(-7)).isEqualTo(new OperatingPoint(-7, 1, 1, 0.5));
  }

  @Test
  void givesNoCreditForTies() {
    RankingQuality quality =
        RankingQuality.of(new double[] {1, 1, 1, 1}, new boolean[] {true, false, true, false})
            .orElseThrow();
    assertThat(quality.rocAuc()).isEqualTo(0.5);
    assertThat(quality.averagePrecision()).isEqualTo(0.5);
    assertThat(quality.recallAt(0.5)).isZero();
  }

  @Test
  void isEmptyWithOneClassOnly() {
    assertThat(RankingQuality.of(new double[] {1, 2}, new boolean[] {true, true})).isEmpty();
    assertThat(RankingQuality.of(new double[] {1, 2}, new boolean[] {false, false})).isEmpty();
    assertThat(RankingQuality.of(new double[0], new boolean[0])).isEmpty();
  }

  @Test
  void ranksInfiniteScoresAndTakesZeroForZero() {
    RankingQuality quality =
        RankingQuality.of(
                new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.0, -0.0},
                new boolean[] {false, true, true, false})
            .orElseThrow();
    assertThat(quality.rocAuc()).isEqualTo(3.5 / 4);
    assertThat(quality.positives()).isEqualTo(2);
    assertThat(quality.negatives()).isEqualTo(2);
  }

  @Test
  void drawsCurvesFromNothingFlaggedToAllFlagged() {
    SplittableRandom random = new SplittableRandom(3);
    double[] scores = random.doubles(5000).toArray();
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = random.nextDouble() < scores[i] / 2;
    }
    RankingQuality quality = RankingQuality.of(scores, positive).orElseThrow();
    List<OperatingPoint> roc = quality.rocCurve(100);
    assertThat(roc).hasSizeBetween(50, 100);
    assertThat(roc.get(0)).isEqualTo(new OperatingPoint(Double.POSITIVE_INFINITY, 0, 0, 1));
    assertThat(roc.get(roc.size() - 1).recall()).isEqualTo(1);
    assertThat(roc)
        .isSortedAccordingTo(
            (a, b) -> Double.compare(a.falsePositiveRate(), b.falsePositiveRate()));
    assertThat(area(roc)).isCloseTo(quality.rocAuc(), within(1e-3));
    assertThat(quality.precisionRecallCurve(100)).hasSizeBetween(50, 100);
    assertThat(quality.rocCurve(100_000)).hasSize(5001);
  }

  /** Between points that are kept lies the same stretch of the curve, give or take one score's. */
  @Test
  void spacesPointsEvenlyAlongTheCurve() {
    SplittableRandom random = new SplittableRandom(4);
    double[] scores = random.doubles(3000).toArray();
    boolean[] positive = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = i % 2 == 0 && random.nextDouble() < 4 * scores[i] - 3;
    }
    RankingQuality quality = RankingQuality.of(scores, positive).orElseThrow();
    assertEvenlySpaced(
        quality.rocCurve(4000),
        quality.rocCurve(30),
        (a, b) ->
            Math.abs(a.falsePositiveRate() - b.falsePositiveRate())
                + Math.abs(a.recall() - b.recall()));
    assertEvenlySpaced(
        quality.precisionRecallCurve(4000),
        quality.precisionRecallCurve(30),
        (a, b) -> Math.abs(a.recall() - b.recall()) + Math.abs(a.precision() - b.precision()));
  }

  private static void assertEvenlySpaced(
      List<OperatingPoint> all,
      List<OperatingPoint> kept,
      ToDoubleBiFunction<OperatingPoint, OperatingPoint> distance) {
    Map<OperatingPoint, Double> along = new HashMap<>();
    double length = 0;
    double longest = 0;
    for (int i = 0; i < all.size(); i++) {
      double stretch = i == 0 ? 0 : distance.applyAsDouble(all.get(i - 1), all.get(i));
      length += stretch;
      longest = Math.max(longest, stretch);
      along.put(all.get(i), length);
    }
    double step = length / 29;
    for (int i = 0; i < kept.size(); i++) {
      assertThat(along.get(kept.get(i))).isCloseTo(i * step, within(longest));
    }
    assertThat(kept.getLast()).isEqualTo(all.getLast());
  }

  /** The curve's points lie at 0, 0.1, 0.2 and 2 along it. */
  @Test
  void thinsOutNothingWhereThereIsRoomAndRepeatsNoPoint() {
    double[] scores = {4, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    boolean[] positive = new boolean[scores.length];
    positive[10] = true;
    RankingQuality quality = RankingQuality.of(scores, positive).orElseThrow();
    List<OperatingPoint> all = quality.rocCurve(4);
    assertThat(all)
        .extracting(OperatingPoint::threshold)
        .containsExactly(Double.POSITIVE_INFINITY, 4.0, 3.0, 1.0);
    assertThat(quality.rocCurve(3)).containsExactly(all.getFirst(), all.getLast());
    assertThat(quality.rocCurve(2)).containsExactly(all.getFirst(), all.getLast());
  }

  private static double area(List<OperatingPoint> curve) {
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      OperatingPoint from = curve.get(i - 1);
      OperatingPoint to = curve.get(i);
      area +=
          (to.falsePositiveRate() - from.falsePositiveRate()) * (from.recall() + to.recall()) / 2;
    }
    return area;
  }

  @Test
  void refusesWhatHasNoPlaceInARanking() {
    assertThatThrownBy(() -> RankingQuality.of(new double[] {1, Double.NaN}, new boolean[2]))
        .hasMessageContaining("score 1 is NaN");
    assertThatThrownBy(() -> RankingQuality.of(new double[1], new boolean[2]))
        .hasMessageContaining("2 labels");
    RankingQuality quality =
        RankingQuality.of(new double[] {1, 2}, new boolean[] {false, true}).orElseThrow();
    assertThatThrownBy(() -> quality.recallAt(1.5)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> quality.rocCurve(1)).hasMessageContaining("at least 2");
  }
}
