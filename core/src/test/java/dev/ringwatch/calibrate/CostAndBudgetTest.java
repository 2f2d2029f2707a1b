package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostAndBudgetTest {

  private static List<LabelledScore> labels(long seed, int count) {
    Random random = new Random(seed);
    List<LabelledScore> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean abusive = random.nextInt(3) == 0;
      double score = Math.clamp(Math.rint(200 + 150 * random.nextGaussian()) / 10, 0, 99);
      double inclusion = random.nextBoolean() ? 1 : 0.25;
      labels.add(
          new LabelledScore(abusive ? Math.min(99, score + 20) : score, abusive, true, inclusion));
    }
    return labels;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void costIsTheLeastOverAllThresholds(long seed) {
    List<LabelledScore> labels = labels(seed, 60);
    for (double ratio : new double[] {0.01, 0.3, 1, 5, 1000}) {
      double best = Double.NaN;
      double least = Double.POSITIVE_INFINITY;
      for (int tenths = 0; tenths <= 1000; tenths++) {
        double cost = cost(labels, ratio, tenths / 10.0);
        if (cost <= least + 1e-9 && isSeen(labels, tenths / 10.0)) {
          best = tenths / 10.0;
          least = Math.min(least, cost);
        }
      }
      double nobody = cost(labels, ratio, 100);
      CostThreshold chosen = CostThreshold.of(labels, ratio, ScoreGrid.RISK).orElseThrow();
      assertThat(chosen.cost()).isCloseTo(Math.min(least, nobody), within(1e-9));
      if (least < nobody - 1e-9) {
        assertThat(chosen.threshold()).as("seed %d, ratio %s", seed, ratio).isEqualTo(best);
      } else {
        assertThat(labels).allMatch(label -> label.score() < chosen.threshold());
      }
    }
  }

  private static boolean isSeen(List<LabelledScore> labels, double score) {
    return labels.stream().anyMatch(label -> label.score() == score);
  }

  private static double cost(List<LabelledScore> labels, double ratio, double threshold) {
    double cost = 0;
    double all = 0;
    for (LabelledScore label : labels) {
      double weight = 1 / label.inclusionProbability();
      all += weight;
      if (label.abusive() == label.score() < threshold) {
        cost += label.abusive() ? weight : ratio * weight;
      }
    }
    return cost / all;
  }

  @Test
  void flaggingNobodyIsNoThresholdWithoutRoomForIt() {
    List<LabelledScore> labels =
        List.of(new LabelledScore(100, false, true, 1), new LabelledScore(100, true, true, 1));
    assertThat(CostThreshold.of(labels, 2, ScoreGrid.RISK)).isEmpty();
    assertThat(CostThreshold.of(labels, 0.5, ScoreGrid.RISK))
        .hasValue(new CostThreshold(100, 0.25));
  }

  @Test
  void aBudgetHoldsOnTheBusiestDay() {
    double[] quiet = {1, 2, 3, 4};
    double[] busy = {50, 60, 60, 70, 80};
    List<double[]> days = List.of(quiet, busy);
    assertThat(BudgetThreshold.of(days, 3, ScoreGrid.RISK)).hasValue(new BudgetThreshold(60.1, 2));
    assertThat(BudgetThreshold.of(days, 4, ScoreGrid.RISK)).hasValue(new BudgetThreshold(50.1, 4));
    assertThat(BudgetThreshold.of(days, 0, ScoreGrid.RISK)).hasValue(new BudgetThreshold(80.1, 0));
    assertThat(BudgetThreshold.of(days, 9, ScoreGrid.RISK)).hasValue(new BudgetThreshold(1, 5));
    assertThat(BudgetThreshold.of(List.of(new double[] {100, 100}), 1, ScoreGrid.RISK)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aBudgetIsUsedAsFarAsTiesLetIt(long seed) {
    double[] scores = labels(seed, 500).stream().mapToDouble(LabelledScore::score).toArray();
    for (int budget = 1; budget < 500; budget += 37) {
      BudgetThreshold chosen =
          BudgetThreshold.of(List.of(scores), budget, ScoreGrid.RISK).orElseThrow();
      double lower = chosen.threshold() - 0.1;
      assertThat(chosen.accounts()).isLessThanOrEqualTo(budget);
      assertThat(Arrays.stream(scores).filter(score -> score >= lower - 1e-6).count())
          .isGreaterThan(budget);
    }
  }
}
