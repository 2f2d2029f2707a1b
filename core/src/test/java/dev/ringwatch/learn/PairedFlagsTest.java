package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.calibrate.Binomial;
import dev.ringwatch.calibrate.FalsePositiveBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedFlagsTest {

  private static final FalsePositiveBound BOUND = FalsePositiveBound.ofDefaults();
  private static final int DRAWS = 1_000;

  /** More wrong answers than this come in one of a thousand runs at most, if the level holds. */
  private static final double UNLIKELY = 0.001;

  /**
   * Two scores that are as good as one another, or one that is noisier: what is abusive is higher
   * by two deviations in each, and what they err by has nothing to do with one another.
   */
  private record Draw(Random random, double noise) {

    PairedScore judged(boolean abusive, String unit) {
      HeldBack.Scores scores = scores(abusive);
      return new PairedScore(scores.before(), scores.after(), abusive, true, 1, unit);
    }

    HeldBack.Scores scores(boolean abusive) {
      double truth = abusive ? 2 : 0;
      return new HeldBack.Scores(score(truth, 1), score(truth, noise));
    }

    private double score(double truth, double noise) {
      return 100 * Logistic.share(truth - 2 + noise * random.nextGaussian());
    }

    /** Judged in two parts, among as many others as are given. */
    List<HeldBack> parts(int abusive, int benign, int others) {
      List<HeldBack> parts = new ArrayList<>();
      for (int part = 0; part < 2; part++) {
        List<PairedScore> judged = new ArrayList<>();
        for (int i = 0; i < abusive / 2; i++) {
          judged.add(judged(true, part + "abusive" + i));
        }
        for (int i = 0; i < benign / 2; i++) {
          judged.add(judged(false, part + "benign" + i));
        }
        List<HeldBack.Scores> everyone = new ArrayList<>();
        judged.forEach(one -> everyone.add(new HeldBack.Scores(one.before(), one.after())));
        for (int i = 0; i < others; i++) {
          everyone.add(scores(random.nextInt(20) == 0));
        }
        parts.add(new HeldBack(judged, everyone));
      }
      return parts;
    }
  }

  /**
   * Where the adjusted score is no better, it passes in no more draws than the confidence leaves:
   * an exact binomial check.
   */
  @ParameterizedTest
  @CsvSource({"20, 60, 300, 1", "60, 150, 1000, 1", "200, 600, 500, 1", "60, 150, 500, 1.3"})
  void passesNoOftenerThanTheConfidenceLeavesWhereItIsNoBetter(
      int abusive, int benign, int others, double noise) {
    int passed = 0;
    for (int seed = 1; seed <= DRAWS; seed++) {
      Draw draw = new Draw(new Random(seed), noise);
      PairedFlags flags = PairedFlags.of(draw.parts(abusive, benign, others), BOUND);
      passed += flags.chance() <= BOUND.allowedViolation() ? 1 : 0;
    }
    assertThat(new Binomial(DRAWS, BOUND.allowedViolation()).atLeast(passed))
        .as("%d of %d passed", passed, DRAWS)
        .isGreaterThan(UNLIKELY);
  }

  /** What is better passes in most draws; or the check above would check nothing. */
  @Test
  void passesWhereItIsBetter() {
    int passed = 0;
    for (int seed = 1; seed <= 200; seed++) {
      Draw draw = new Draw(new Random(seed), 0.3);
      PairedFlags flags = PairedFlags.of(draw.parts(60, 150, 1_000), BOUND);
      passed += flags.chance() <= BOUND.allowedViolation() ? 1 : 0;
    }
    assertThat(passed).isGreaterThan(150);
  }

  @Test
  void flagsAsManyWithBoth() {
    Draw draw = new Draw(new Random(7), 0.5);
    HeldBack part = draw.parts(40, 100, 1_000).getFirst();
    double cut = 30;
    double cutAfter = part.cutAfter(cut);
    long before = part.everyone().stream().filter(one -> one.before() > cut).count();
    long after = part.everyone().stream().filter(one -> one.after() > cutAfter).count();
    assertThat(before).isPositive();
    assertThat(after).isEqualTo(before);
    assertThat(part.cutAfter(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(new HeldBack(List.of(), List.of()).cutAfter(-1)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** Accounts that tie are not flagged beyond the number that the other score flags. */
  @Test
  void flagsNoMoreWhereScoresTie() {
    List<HeldBack.Scores> everyone = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      everyone.add(new HeldBack.Scores(i, i < 4 ? 0 : 50));
    }
    HeldBack part = new HeldBack(List.of(), everyone);
    assertThat(part.cutAfter(6)).as("three are above 6, and six tie").isEqualTo(50);
  }

  @Test
  void countsARingOnce() {
    List<PairedScore> judged = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      judged.add(new PairedScore(10, 90, true, true, 1, "ring"));
    }
    judged.add(new PairedScore(90, 10, true, true, 1, "alone"));
    judged.add(new PairedScore(90, 90, true, true, 1, "both"));
    for (int i = 0; i < 60; i++) {
      judged.add(new PairedScore(i % 40, i % 40, false, true, 1, "benign" + i));
    }
    List<HeldBack.Scores> everyone = new ArrayList<>();
    judged.forEach(one -> everyone.add(new HeldBack.Scores(one.before(), one.after())));
    for (int i = 0; i < 60; i++) {
      everyone.add(new HeldBack.Scores(80, 5));
    }
    PairedFlags flags = PairedFlags.of(List.of(new HeldBack(judged, everyone)), BOUND);
    assertThat(flags.gained()).isEqualTo(1);
    assertThat(flags.lost()).isEqualTo(1);
    assertThat(flags.chance()).isEqualTo(1);
    assertThat(flags.before()).isCloseTo(2 / 32.0, within(1e-9));
    assertThat(flags.after()).isCloseTo(31 / 32.0, within(1e-9));
    assertThat(flags.abusive()).isEqualTo(32);
    assertThat(flags.benign()).isEqualTo(60);
    assertThat(flags.everyone()).isEqualTo(152);
  }

  @Test
  void isCertainOfNothingWhereNothingDiffers() {
    List<HeldBack> parts = new Draw(new Random(1), 1).parts(20, 60, 100);
    List<HeldBack> same =
        parts.stream()
            .map(part ->
                new HeldBack(
                    part.judged().stream()
                        .map(one ->
                            new PairedScore(
                                one.before(), one.before(), one.abusive(), true, 1, one.unit()))
                        .toList(),
                    part.everyone().stream()
                        .map(one -> new HeldBack.Scores(one.before(), one.before()))
                        .toList()))
            .toList();
    PairedFlags flags = PairedFlags.of(same, BOUND);
    assertThat(flags.gained() + flags.lost()).isZero();
    assertThat(flags.chance()).isEqualTo(1);
    assertThat(flags.after()).isEqualTo(flags.before());
  }
}
