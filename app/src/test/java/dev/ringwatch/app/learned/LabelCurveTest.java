package dev.ringwatch.app.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.learned.LabelCurve.Decided;
import dev.ringwatch.app.learned.LabelCurve.Point;
import dev.ringwatch.app.learned.LabelCurve.Reach;
import dev.ringwatch.app.learned.LabelCurve.Sample;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.BoundedThreshold;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.ScoreGrid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelCurveTest {

  private static final FalsePositiveBound BOUND = FalsePositiveBound.ofDefaults();
  private static final LabelCurve CURVE = new LabelCurve(BOUND, ScoreGrid.RISK);

  private static Decided decided(int number, double score, boolean abusive, boolean audited) {
    return new Decided(score, abusive, audited, Instant.ofEpochSecond(number));
  }

  /** A random sample, of which one in five is abusive and scores up to 100 instead of 60. */
  private static List<Decided> sample(int count, long seed) {
    Random random = new Random(seed);
    List<Decided> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean abusive = random.nextInt(5) == 0;
      double score = random.nextInt(abusive ? 1_001 : 601) / 10.0;
      all.add(decided(i, score, abusive, true));
    }
    return all;
  }

  /** By the rule of thresholds and of limits, from the beginning each time. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void saysWhatCanBePromisedAfterEachHundred(long seed) {
    List<Decided> all = sample(650, seed);
    List<Point> points = CURVE.of(all);
    assertThat(points)
        .extracting(Point::verdicts)
        .containsExactly(100, 200, 300, 400, 500, 600, 650);
    for (Point point : points) {
      List<Decided> first = all.subList(0, point.verdicts());
      double[] benign =
          first.stream().filter(one -> !one.abusive()).mapToDouble(Decided::score).toArray();
      double[] abusive =
          first.stream().filter(Decided::abusive).mapToDouble(Decided::score).toArray();
      assertThat(point.sample()).isEqualTo(new Sample(benign.length, abusive.length));
      assertThat(point.until()).isEqualTo(Instant.ofEpochSecond(point.verdicts() - 1));
      if (benign.length < BOUND.smallestSample()) {
        assertThat(point.reach()).isNull();
        continue;
      }
      Reach reach = Objects.requireNonNull(point.reach());
      double threshold =
          BoundedThreshold.of(benign, BOUND, ScoreGrid.RISK).orElseThrow().threshold();
      assertThat(reach.threshold()).isEqualTo(threshold);
      int found = 0;
      for (double score : abusive) {
        found += score >= threshold ? 1 : 0;
      }
      Interval limits = BinomialInterval.of(found, abusive.length, 0.95);
      assertThat(Objects.requireNonNull(reach.recall()))
          .isCloseTo(found / (double) abusive.length, within(1e-12));
      assertThat(reach.low()).isEqualTo(limits.low());
      assertThat(reach.high()).isEqualTo(limits.high());
    }
    assertThat(points.stream().mapToInt(Point::found).sum())
        .isEqualTo((int) all.stream().filter(Decided::abusive).count());
  }

  /** 80 benign ones are too few, 160 are enough; then threshold and limits move. */
  @Test
  void saysInWordsWhatAHundredBought() {
    List<Decided> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      boolean abusive = i % 5 == 0;
      all.add(
          decided(
              i, abusive ? (i % 10 == 0 ? 90 : 10) : i % 20 + (i == 7 ? 40 : 0), abusive, true));
    }
    for (int i = 400; i < 500; i++) {
      all.add(decided(i, 99, true, false));
    }
    List<Point> points = CURVE.of(all);
    assertThat(points)
        .extracting(Point::bought)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "no threshold yet: that takes 149 benign accounts of the random sample"),
            second -> assertThat(second).isEqualTo("the first threshold that keeps the bound"),
            third ->
                assertThat(third)
                    .matches(
                        "a threshold [0-9.]+ lower; what it finds is known [0-9.]+ points more"
                            + " closely"),
            fourth -> assertThat(fourth).contains("points more closely"),
            fifth ->
                assertThat(fifth)
                    .isEqualTo("nothing for the threshold: none of them is of the random sample"));
    assertThat(points.getLast().found()).isEqualTo(100);
    assertThat(points.getLast().reach()).isEqualTo(points.get(3).reach());
  }

  @Test
  void hasAThresholdAndNoShareWhereNoAbuseIsInTheSample() {
    List<Decided> benign = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      benign.add(decided(i, i % 50, false, true));
    }
    Reach reach = Objects.requireNonNull(CURVE.of(benign).getLast().reach());
    assertThat(reach.recall()).isNull();
    assertThat(reach.low()).isZero();
    assertThat(reach.high()).isOne();
    assertThat(CURVE.of(List.of())).isEmpty();
  }

  @Test
  void hasNoThresholdWhereTooManyBenignOnesScoreHighest() {
    List<Decided> benign = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      benign.add(decided(i, 100, false, true));
    }
    Point last = CURVE.of(benign).getLast();
    assertThat(last.reach()).isNull();
    assertThat(last.bought()).contains("too many benign accounts");
  }
}
