package dev.ringwatch.app.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.learned.LabelCurve.Point;
import dev.ringwatch.calibrate.FalsePositiveBound;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.JudgedAccount;
import dev.ringwatch.learn.ScoredAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelCurveTest {

  private static JudgedAccount judged(int number, double risk, boolean abusive, boolean audited) {
    FeatureVector vector =
        new FeatureVector(
            new AccountId("account-" + number), 9, 0, "login", new double[Feature.COUNT]);
    return new JudgedAccount(
        new ScoredAccount(vector, risk, 0),
        new JudgedAccount.Verdict(abusive, audited, 1, Instant.ofEpochSecond(number)),
        "account-" + number);
  }

  /** One in five is abusive and every second of these scores high. */
  private static List<JudgedAccount> verdicts(int count) {
    List<JudgedAccount> judged = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean abusive = i % 5 == 0;
      judged.add(judged(i, abusive && i % 10 == 0 ? 90 : 10 + i % 20, abusive, true));
    }
    return judged;
  }

  @Test
  void saysWhatEachHundredBought() {
    List<JudgedAccount> verdicts = verdicts(450);
    Collections.shuffle(verdicts, new Random(1));
    List<Point> points = LabelCurve.of(verdicts, FalsePositiveBound.ofDefaults());
    assertThat(points).extracting(Point::verdicts).containsExactly(100, 200, 300, 400, 450);
    assertThat(points).extracting(Point::benign).containsExactly(80, 160, 240, 320, 360);
    assertThat(points)
        .allSatisfy(point -> {
          double recall = Objects.requireNonNull(point.recall());
          assertThat(recall).isCloseTo(0.5, within(1e-9));
          assertThat(point.low()).isLessThan(0.5);
          assertThat(point.high()).isGreaterThan(0.5);
        });
    assertThat(points.getFirst().bought()).isNull();
    assertThat(points.subList(1, 4))
        .extracting(point -> Objects.requireNonNull(point.bought()))
        .allMatch(bought -> bought > 0)
        .isSortedAccordingTo((one, other) -> Double.compare(other, one));
  }

  /** Who was looked at for their score says nothing of who was not. */
  @Test
  void restsOnTheRandomSampleAlone() {
    List<JudgedAccount> judged = new ArrayList<>(verdicts(100));
    for (int i = 100; i < 200; i++) {
      judged.add(judged(i, 99, i % 2 == 0, false));
    }
    List<Point> points = LabelCurve.of(judged, FalsePositiveBound.ofDefaults());
    assertThat(points.getLast().recall()).isEqualTo(points.getFirst().recall());
    assertThat(points.getLast().bought()).isZero();
    assertThat(points.getLast().abusive()).isEqualTo(20);
  }

  @Test
  void saysNothingOfWhatNobodyWasFoundIn() {
    List<JudgedAccount> benign = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      benign.add(judged(i, i % 50, false, true));
    }
    assertThat(LabelCurve.of(benign, FalsePositiveBound.ofDefaults()))
        .containsExactly(new Point(100, 100, 0, null, 0, 1, null));
    assertThat(LabelCurve.of(List.of(), FalsePositiveBound.ofDefaults())).isEmpty();
  }
}
