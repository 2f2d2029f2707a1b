package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.RankingQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedRecallTest {

  private static final FalsePositiveBound BOUND = FalsePositiveBound.ofDefaults();

  /** Scores of whom a part is shared; {@code gain} is how much better the second one is. */
  private static List<PairedScore> scores(int abusive, int benign, double gain, Random random) {
    List<PairedScore> scores = new ArrayList<>();
    for (int i = 0; i < abusive + benign; i++) {
      boolean isAbusive = i < abusive;
      double shared = random.nextGaussian() + (isAbusive ? 1.5 : 0);
      double before = shared + random.nextGaussian() / 2;
      double after = shared + random.nextGaussian() / 2 + (isAbusive ? gain : 0);
      scores.add(
          new PairedScore(
              Math.round(before * 10) / 10.0,
              Math.round(after * 10) / 10.0,
              isAbusive,
              true,
              1,
              "unit-" + i));
    }
    return scores;
  }

  private static double slow(List<PairedScore> scores, boolean after) {
    boolean[] abusive = new boolean[scores.size()];
    double[] values = new double[scores.size()];
    for (int i = 0; i < values.length; i++) {
      abusive[i] = scores.get(i).abusive();
      values[i] = after ? scores.get(i).after() : scores.get(i).before();
    }
    return RankingQuality.of(values, abusive).orElseThrow().recallAt(BOUND.maxRate());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void recallIsThatOfTheRocCurve(long seed) {
    List<PairedScore> scores = scores(40, 130, 1, new Random(seed));
    PairedRecall recall = PairedRecall.of(scores, BOUND, 1);
    assertThat(recall.before()).as("seed %d", seed).isEqualTo(slow(scores, false));
    assertThat(recall.after()).as("seed %d", seed).isEqualTo(slow(scores, true));
    assertThat(recall.abusive()).isEqualTo(40);
    assertThat(recall.benign()).isEqualTo(130);
  }

  @Test
  void isSureOfWhatIsPlain() {
    PairedRecall better = PairedRecall.of(scores(100, 400, 3, new Random(1)), BOUND, 1);
    assertThat(better.chanceNotBetter()).isLessThan(0.01);
    assertThat(better.chanceNotWorse()).isGreaterThan(0.99);
    PairedRecall worse = PairedRecall.of(scores(100, 400, -3, new Random(1)), BOUND, 1);
    assertThat(worse.chanceNotWorse()).isLessThan(0.01);
  }

  /** Two scores of the same worth: one seems better no more often than was promised. */
  @Test
  void seldomTakesChanceForAGain() {
    Random random = new Random(7);
    int wrong = 0;
    for (int draw = 0; draw < 200; draw++) {
      PairedRecall recall = PairedRecall.of(scores(60, 250, 0, random), BOUND, draw);
      wrong += recall.chanceNotBetter() <= BOUND.allowedViolation() ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(17); // 10 are expected; 18 or more have 1 % at a true 5 %
  }

  /** Ties count against both: a score that says the same of everybody finds nobody. */
  @Test
  void whatSaysTheSameOfAllFindsNobody() {
    List<PairedScore> scores = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      scores.add(new PairedScore(5, i, i >= 80, true, 1, "unit-" + i));
    }
    PairedRecall recall = PairedRecall.of(scores, BOUND, 1);
    assertThat(recall.before()).isZero();
    assertThat(recall.after()).isEqualTo(1);
  }

  /** Two rings of thirty copies, of which one is found anew: a gain that was seen once. */
  @Test
  void theCopiesOfARingAreNoEvidenceOfTheirOwn() {
    List<PairedScore> scores = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String ring = "ring-" + i / 30;
      scores.add(new PairedScore(0, i < 30 ? 90 : 0, true, true, 1, ring));
    }
    for (int i = 0; i < 200; i++) {
      scores.add(new PairedScore(i % 10, i % 10, false, true, 1, "benign-" + i));
    }
    PairedRecall recall = PairedRecall.of(scores, BOUND, 1);
    assertThat(recall.before()).isZero();
    assertThat(recall.after()).isEqualTo(0.5);
    assertThat(recall.chanceNotBetter()).as("neither draw is of it").isBetween(0.2, 0.3);
    assertThat(PairedRecall.tooFew(scores, LearningConfig.ofDefaults()))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("2 abusive and 200 audited benign accounts"));
  }

  @Test
  void benignAccountsThatWereChosenForTheirScoreHaveNoSay() {
    List<PairedScore> scores = scores(40, 130, 1, new Random(3));
    List<PairedScore> more = new ArrayList<>(scores);
    more.add(new PairedScore(50, 50, false, false, 1, "another"));
    assertThat(PairedRecall.of(more, BOUND, 1)).isEqualTo(PairedRecall.of(scores, BOUND, 1));
  }
}
