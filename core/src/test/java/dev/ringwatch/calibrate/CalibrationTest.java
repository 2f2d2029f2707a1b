package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {

  private static final CalibrationConfig CONFIG =
      CalibrationConfig.ofDefaults().withResampling(new Resampling(100, 0.95, 1));

  private static LabelledScore audited(double score, boolean abusive) {
    return new LabelledScore(score, abusive, true, 1);
  }

  private static LabelledScore reviewed(double score, boolean abusive) {
    return new LabelledScore(score, abusive, false, 1);
  }

  /** 1,000 benign accounts of 0 to 40 by an audit, 100 abusive ones of 30 to 90 from elsewhere. */
  private static List<LabelledScore> labels() {
    Random random = new Random(4);
    List<LabelledScore> labels = new ArrayList<>();
    IntStream.range(0, 1000).forEach(i -> labels.add(audited(random.nextInt(400) / 10.0, false)));
    IntStream.range(0, 100)
        .forEach(i -> labels.add(reviewed(30 + random.nextInt(600) / 10.0, true)));
    return labels;
  }

  private static List<double[]> days(List<LabelledScore> labels) {
    return List.of(labels.stream().mapToDouble(LabelledScore::score).toArray());
  }

  private static Calibrated calibrate(List<LabelledScore> labels, CalibrationConfig config) {
    return Calibration.of(labels, days(labels), config);
  }

  private static Outcome.Chosen chosen(Calibrated calibrated) {
    assertThat(calibrated.outcome()).isInstanceOf(Outcome.Chosen.class);
    return (Outcome.Chosen) calibrated.outcome();
  }

  private static Refusal refused(Calibrated calibrated) {
    assertThat(calibrated.outcome()).isInstanceOf(Outcome.Refused.class);
    assertThat(calibrated.performance()).isEmpty();
    return ((Outcome.Refused) calibrated.outcome()).refusal();
  }

  @Test
  void keepsTheBoundAndSaysWhatThatFinds() {
    Calibrated calibrated = calibrate(labels(), CONFIG);
    BoundedThreshold bounded = calibrated.candidates().bounded().orElseThrow();
    assertThat(chosen(calibrated).threshold()).isEqualTo(bounded.threshold()).isBetween(39.0, 40.0);
    assertThat(chosen(calibrated).winner()).isEqualTo(ThresholdRule.FALSE_POSITIVE_BOUND);
    Performance performance = calibrated.performance().orElseThrow();
    WeightedShare recall = performance.recall().orElseThrow();
    assertThat(recall.accounts()).isEqualTo(100);
    assertThat(recall.value()).isBetween(0.7, 0.95);
    assertThat(recall.interval().contains(recall.value())).isTrue();
    assertThat(performance.precision()).isPresent();
    assertThat(performance.accounts())
        .isEqualTo(Math.round(recall.value() * 100) + bounded.flagged());
    assertThat(calibrated.ranking().orElseThrow().rocAuc()).isGreaterThan(0.9);
  }

  /** Benign accounts that were reviewed for their high scores would spoil the bound. */
  @Test
  void takesOnlyTheAuditsBenignAccountsForTheBound() {
    List<LabelledScore> labels = labels();
    double before = chosen(calibrate(labels, CONFIG)).threshold();
    IntStream.range(0, 300).forEach(i -> labels.add(reviewed(95, false)));
    IntStream.range(0, 300).forEach(i -> labels.add(audited(99, true)));
    Calibrated calibrated = calibrate(labels, CONFIG);
    assertThat(chosen(calibrated).threshold()).isEqualTo(before);
    assertThat(calibrated.candidates().bounded().orElseThrow().benign()).isEqualTo(1000);
  }

  /** It counts for the estimates alone: the audit's draw stays one of equal chances. */
  @Test
  void theBoundDoesNotDependOnHowLikelyAccountsWereToBeLookedAtOtherwise() {
    List<LabelledScore> weighted =
        labels().stream()
            .map(label ->
                new LabelledScore(
                    label.score(), label.abusive(), label.audited(), label.score() > 35 ? 1 : 0.1))
            .toList();
    Calibrated calibrated = calibrate(weighted, CONFIG);
    assertThat(chosen(calibrated).threshold())
        .isEqualTo(chosen(calibrate(labels(), CONFIG)).threshold());
    assertThat(calibrated.performance().orElseThrow().recall())
        .isNotEqualTo(calibrate(labels(), CONFIG).performance().orElseThrow().recall());
  }

  @Test
  void theStrictestWinsAndSaysSo() {
    Calibrated budget = calibrate(labels(), CONFIG.withReviewBudget(20).withCostRatio(0.5));
    assertThat(chosen(budget).winner()).isEqualTo(ThresholdRule.REVIEW_BUDGET);
    assertThat(budget.performance().orElseThrow().accounts()).isLessThanOrEqualTo(20);
    assertThat(chosen(budget).sentence())
        .contains("the false-positive bound asks for ")
        .contains("the cost ratio asks for ")
        .endsWith("the strictest wins, the review budget");
    assertThat(budget.performances()).hasSize(3);
    Calibrated bound = calibrate(labels(), CONFIG.withReviewBudget(1000));
    assertThat(chosen(bound).winner()).isEqualTo(ThresholdRule.FALSE_POSITIVE_BOUND);
  }

  @Test
  void repeatsAndDoesNotDependOnTheOrder() {
    List<LabelledScore> labels = labels();
    Calibrated one = calibrate(labels, CONFIG);
    assertThat(calibrate(labels.reversed(), CONFIG)).isEqualTo(one);
  }

  @Test
  void refusesWithoutLabelsOrWithOneKindOnly() {
    assertThat(refused(calibrate(List.of(), CONFIG)).reason()).isEqualTo(Refusal.Reason.NO_LABELS);
    List<LabelledScore> benign = labels().subList(0, 1000);
    Refusal refusal = refused(calibrate(benign, CONFIG));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.ONE_CLASS);
    assertThat(refusal.sentence()).contains("all 1,000 labels say benign");
    assertThat(refused(calibrate(List.of(audited(3, true)), CONFIG)).sentence())
        .contains("say abusive");
  }

  @Test
  void refusesWhereAllScoresAreEqual() {
    List<LabelledScore> labels = new ArrayList<>();
    IntStream.range(0, 200).forEach(i -> labels.add(audited(12.5, i % 10 == 0)));
    Refusal refusal = refused(calibrate(labels, CONFIG));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.EQUAL_SCORES);
    assertThat(refusal.sentence()).contains("200 labels").contains("12.5");
  }

  @Test
  void refusesWithTooFewAndSaysHowManyItTakesAndStillSaysTheRest() {
    List<LabelledScore> labels = labels().subList(852, 1100);
    Calibrated calibrated = calibrate(labels, CONFIG.withReviewBudget(10));
    Refusal refusal = refused(calibrated);
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_FEW);
    assertThat(refusal.sentence())
        .isEqualTo(
            "148 benign accounts of the random audit are too few: 2 % at 95 % confidence needs at"
                + " least 149");
    assertThat(calibrated.ranking()).isPresent();
    assertThat(calibrated.candidates().budget()).isPresent();
    assertThat(calibrated.performances()).containsOnlyKeys(ThresholdRule.REVIEW_BUDGET);
    assertThat(calibrate(labels().subList(851, 1100), CONFIG).outcome())
        .isInstanceOf(Outcome.Chosen.class);
  }

  @Test
  void refusesTheBoundWithoutAnAudit() {
    List<LabelledScore> reviewed =
        labels().stream().map(label -> reviewed(label.score(), label.abusive())).toList();
    assertThat(refused(calibrate(reviewed, CONFIG)).reason()).isEqualTo(Refusal.Reason.NO_AUDIT);
  }

  @Test
  void refusesWhereNoThresholdIsHighEnough() {
    List<LabelledScore> labels = labels();
    IntStream.range(0, 100).forEach(i -> labels.add(audited(100, false)));
    Refusal refusal = refused(calibrate(labels, CONFIG));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.NO_ROOM);
    assertThat(refusal.sentence()).contains("1,100").contains("score 100");
    List<LabelledScore> top = labels();
    top.add(reviewed(100, true));
    assertThat(refused(calibrate(top, CONFIG.withReviewBudget(0))).sentence())
        .contains("review budget");
    top.add(reviewed(100, false));
    assertThat(refused(calibrate(top, CONFIG.withCostRatio(1e6))).sentence())
        .contains("flagging nobody costs least");
  }

  @Test
  void refusesNoNumbers() {
    assertThatThrownBy(() -> audited(Double.NaN, false)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Calibration.of(labels(), List.of(new double[] {Double.NaN}), CONFIG))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> new LabelledScore(1, true, true, 0))
        .hasMessageContaining("inclusion probability");
    assertThatThrownBy(() -> CONFIG.withCostRatio(0)).hasMessageContaining("costRatio");
    assertThatThrownBy(() -> CONFIG.withReviewBudget(-1)).hasMessageContaining("reviewBudget");
  }
}
