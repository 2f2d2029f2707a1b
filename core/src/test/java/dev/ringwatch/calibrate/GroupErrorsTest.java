package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupErrorsTest {

  private static final FalsePositiveBound BOUND = FalsePositiveBound.ofDefaults();
  private static final double THRESHOLD = 70;

  private static GroupedScore score(
      double score, boolean abusive, boolean audited, GroupKind kind, String group) {
    return new GroupedScore(new LabelledScore(score, abusive, audited, 1), Map.of(kind, group));
  }

  private static List<GroupedScore> benign(int count, int flagged, GroupKind kind, String group) {
    List<GroupedScore> scores = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scores.add(score(i < flagged ? THRESHOLD : 10, false, true, kind, group));
    }
    return scores;
  }

  @Test
  void countsWhatIsFlaggedAndMissedByGroup() {
    List<GroupedScore> scores = new ArrayList<>(benign(100, 2, GroupKind.COUNTRY, "PT"));
    scores.addAll(benign(200, 0, GroupKind.COUNTRY, "SE"));
    scores.add(score(90, true, false, GroupKind.COUNTRY, "PT"));
    scores.add(score(69.9, true, false, GroupKind.COUNTRY, "PT"));
    scores.add(score(90, false, false, GroupKind.COUNTRY, "PT"));
    List<GroupErrors> errors = GroupErrors.of(scores, THRESHOLD, BOUND);
    assertThat(errors).extracting(GroupErrors::group).containsExactly("SE", "PT");
    GroupErrors portugal = errors.get(1);
    assertThat(portugal.falsePositives()).isEqualTo(new FalsePositiveCheck(2, 100, 0.02));
    assertThat(portugal.missed()).isEqualTo(new GroupErrors.Missed(1, 2));
    assertThat(portugal.falsePositives().interval(0.95))
        .isEqualTo(BinomialInterval.of(2, 100, 0.95));
    assertThat(errors).noneMatch(GroupErrors::isBroken);
  }

  @Test
  void callsOutAGroupForWhichTheBoundFails() {
    List<GroupedScore> scores = new ArrayList<>(benign(2_000, 10, GroupKind.CLIENT, "browser"));
    scores.addAll(benign(100, 12, GroupKind.CLIENT, "old phone"));
    List<GroupErrors> errors = GroupErrors.of(scores, THRESHOLD, BOUND);
    assertThat(errors)
        .filteredOn(GroupErrors::isBroken)
        .singleElement()
        .satisfies(broken ->
            assertThat(broken.sentence())
                .isEqualTo(
                    "client old phone: 12 of 100 benign audited accounts are flagged, more than the"
                        + " bound of 2 % allows"));
  }

  @Test
  void smallGroupsArePutTogetherAndNobodyIsLeftOut() {
    List<GroupedScore> scores = new ArrayList<>(benign(100, 0, GroupKind.COUNTRY, "SE"));
    for (int country = 0; country < 30; country++) {
      scores.addAll(benign(3, 1, GroupKind.COUNTRY, "small-" + country));
    }
    List<GroupErrors> errors = GroupErrors.of(scores, THRESHOLD, BOUND);
    assertThat(errors).extracting(GroupErrors::group).containsExactly("SE", GroupErrors.SMALL);
    assertThat(errors.get(1).falsePositives()).isEqualTo(new FalsePositiveCheck(30, 90, 0.02));
    assertThat(errors.get(1).isBroken()).isTrue();
  }

  @Test
  void aKindThatNothingIsKnownOfIsNotThere() {
    assertThat(GroupErrors.of(benign(50, 0, GroupKind.CLIENT, "app"), THRESHOLD, BOUND))
        .extracting(GroupErrors::kind)
        .containsOnly(GroupKind.CLIENT);
    assertThat(GroupErrors.of(List.of(), THRESHOLD, BOUND)).isEmpty();
  }

  /** Slow and obvious: Holm's adjusted p-values, each the largest up to its place. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void judgesAsHolmsAdjustedProbabilitiesDo(long seed) {
    Random random = new Random(seed);
    List<GroupedScore> scores = new ArrayList<>();
    for (int group = 0; group < 20; group++) {
      int size = 10 + random.nextInt(200);
      scores.addAll(
          benign(size, random.nextInt(1 + size / 12), GroupKind.COUNTRY, "group-" + group));
    }
    List<GroupErrors> errors = GroupErrors.of(scores, THRESHOLD, BOUND);
    List<GroupErrors> sorted =
        errors.stream()
            .sorted(Comparator.comparingDouble(of -> of.falsePositives().pValue()))
            .toList();
    double adjusted = 0;
    for (int place = 0; place < sorted.size(); place++) {
      double p = sorted.get(place).falsePositives().pValue();
      adjusted = Math.max(adjusted, (sorted.size() - place) * p);
      assertThat(sorted.get(place).isBroken())
          .as("seed %d, %s", seed, sorted.get(place))
          .isEqualTo(adjusted <= BOUND.allowedViolation());
    }
  }

  /** Of many groups that all keep the bound, one is called out no more often than was promised. */
  @Test
  void seldomCallsOutAGroupThatKeepsTheBound() {
    Random random = new Random(3);
    int wrong = 0;
    for (int draw = 0; draw < 300; draw++) {
      List<GroupedScore> scores = new ArrayList<>();
      for (int group = 0; group < 25; group++) {
        int flagged = 0;
        for (int i = 0; i < 150; i++) {
          flagged += random.nextDouble() < 0.02 ? 1 : 0;
        }
        scores.addAll(benign(150, flagged, GroupKind.COUNTRY, "group-" + group));
      }
      wrong +=
          GroupErrors.of(scores, THRESHOLD, BOUND).stream().anyMatch(GroupErrors::isBroken) ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(24); // 15 are expected at most; 25 or more have 1 %
  }
}
