package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedShareTest {

  private static LabelledScore label(double score, boolean abusive, double inclusion) {
    return new LabelledScore(score, abusive, false, inclusion);
  }

  private static Optional<WeightedShare> recall(List<LabelledScore> labels, double threshold) {
    return WeightedShare.of(
        labels, LabelledScore::abusive, label -> label.score() >= threshold, 0.95);
  }

  @Test
  void countsEachLabelForThoseThatItStandsFor() {
    List<LabelledScore> labels =
        List.of(
            label(90, true, 1), label(80, true, 0.5), label(10, true, 0.1), label(99, false, 1));
    WeightedShare recall = recall(labels, 50).orElseThrow();
    assertThat(recall.value()).isCloseTo(3 / 13.0, within(1e-15));
    assertThat(recall.accounts()).isEqualTo(3);
  }

  @Test
  void isTheExactBinomialIntervalWhereAllWeighTheSame() {
    for (int found = 0; found <= 20; found++) {
      int high = found;
      List<LabelledScore> labels =
          IntStream.range(0, 20).mapToObj(i -> label(i < high ? 90 : 10, true, 0.25)).toList();
      WeightedShare share = recall(labels, 50).orElseThrow();
      assertThat(share.value()).isEqualTo(found / 20.0);
      assertThat(share.interval())
          .as("%d of 20", found)
          .isEqualTo(BinomialInterval.of(found, 20, 0.95));
    }
  }

  @Test
  void isWiderWhereFewCarryMost() {
    List<LabelledScore> equal =
        IntStream.range(0, 40).mapToObj(i -> label(i % 2 == 0 ? 90 : 10, true, 1)).toList();
    List<LabelledScore> unequal =
        IntStream.range(0, 40)
            .mapToObj(i -> label(i % 2 == 0 ? 90 : 10, true, i < 4 ? 0.01 : 1))
            .toList();
    double width = recall(unequal, 50).orElseThrow().interval().width();
    assertThat(width).isGreaterThan(2 * recall(equal, 50).orElseThrow().interval().width());
  }

  @Test
  void isNothingOfNobody() {
    assertThat(recall(List.of(label(1, false, 1)), 50)).isEmpty();
  }

  /**
   * A population of 4,000 of which high scores are looked at always and low ones one time in five:
   * the estimate is right on average, its interval covers the truth, and counting each label once
   * is wrong.
   */
  @Test
  void undoesThatHighScoresAreLookedAtMoreOften() {
    SplittableRandom random = new SplittableRandom(11);
    double truth = 0.4;
    double sum = 0;
    int covered = 0;
    for (int draw = 0; draw < 300; draw++) {
      List<LabelledScore> labels = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        boolean high = random.nextDouble() < truth;
        if (high || random.nextInt(5) == 0) {
          labels.add(label(high ? 90 : 10, true, high ? 1 : 0.2));
        }
      }
      WeightedShare share = recall(labels, 50).orElseThrow();
      sum += share.value();
      covered += share.interval().contains(truth) ? 1 : 0;
      assertThat(
              (double) labels.stream().filter(label -> label.score() > 50).count() / labels.size())
          .isGreaterThan(0.6);
    }
    assertThat(sum / 300).isCloseTo(truth, within(0.01));
    assertThat(new FalsePositiveCheck(300 - covered, 300, 0.05).isBroken(0.001)).isFalse();
  }
}
