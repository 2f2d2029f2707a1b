package dev.ringwatch.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskBlendTest {

  private static final AccountId ANNA = new AccountId("anna");

  private final RiskBlend blend = new RiskBlend(RiskConfig.ofDefaults());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void reasonsSumToTheScoreInTenths(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      double anomaly = random.nextInt(3) == 0 ? 0 : 100 * random.nextDouble();
      double ring = random.nextInt(2) == 0 ? 0 : 100 * random.nextDouble();
      RiskScore risk =
          blend.explain(ANNA, anomaly, parts("a", anomaly, random), ring, parts("r", ring, random));
      long tenths =
          risk.reasons().stream().mapToLong(reason -> Math.round(reason.points() * 10)).sum();
      assertThat(tenths).as("seed %d, case %d", seed, i).isEqualTo(Math.round(risk.score() * 10));
      assertThat(risk.score()).isBetween(0.0, 100.0).isEqualTo(blend.score(anomaly, ring));
      assertThat(risk.reasons()).hasSizeLessThanOrEqualTo(8);
    }
  }

  private static List<Reason> parts(String prefix, double sum, SplittableRandom random) {
    List<Reason> reasons = new ArrayList<>();
    double left = sum;
    for (int i = 0; i < random.nextInt(9); i++) {
      double points = (random.nextDouble() - 0.3) * sum;
      reasons.add(new Reason(prefix + i, points, "because"));
      left -= points;
    }
    reasons.add(new Reason(prefix + "_last", left, "because"));
    return reasons;
  }

  @Test
  void eitherPartAloneCanMakeAnAccountHighAndBothMoreSo() {
    assertThat(blend.score(95, 0)).isGreaterThan(70);
    assertThat(blend.score(0, 95)).isGreaterThan(70);
    assertThat(blend.score(95, 95)).isGreaterThan(blend.score(0, 95)).isLessThanOrEqualTo(100);
    assertThat(blend.score(0, 0)).isZero();
  }

  @Test
  void splitsWhatTheyHaveInCommonEvenly() {
    RiskScore risk =
        new RiskBlend(new RiskConfig(1, 1, 40, 70))
            .explain(
                ANNA,
                50,
                List.of(new Reason("a", 50, "odd")),
                50,
                List.of(new Reason("r", 50, "together")));
    assertThat(risk.score()).isEqualTo(75);
    assertThat(risk.reasons())
        .extracting(Reason::points)
        .allSatisfy(points -> assertThat(points).isCloseTo(37.5, within(1e-9)));
  }

  @Test
  void refusesReasonsThatDoNotSum() {
    assertThatThrownBy(
            () -> blend.explain(ANNA, 80, List.of(new Reason("a", 10, "")), 0, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not sum");
  }

  @Test
  void namesTheSevenLargestReasonsInOrderAndOneForTheRest() {
    RiskScore risk =
        new RiskBlend(new RiskConfig(1, 0, 40, 70))
            .explain(
                ANNA,
                53,
                List.of(
                    new Reason("tiny", 1, "odd"),
                    new Reason("a", 10, "odd"),
                    new Reason("against", -12, "even"),
                    new Reason("other", 15, "smaller signs, together"),
                    new Reason("c", 8, "odd"),
                    new Reason("b", 8, "odd"),
                    new Reason("d", 7, "odd"),
                    new Reason("e", 9, "odd"),
                    new Reason("f", 5, "odd"),
                    new Reason("small", 2, "odd")),
                0,
                List.of());
    assertThat(risk.reasons())
        .extracting(Reason::name)
        .containsExactly("against", "a", "e", "b", "c", "d", "f", "other");
    assertThat(risk.reasons())
        .extracting(Reason::points)
        .containsExactly(-12.0, 10.0, 9.0, 8.0, 8.0, 7.0, 5.0, 18.0);
  }

  @Test
  void putsScoresIntoBands() {
    RiskConfig config = RiskConfig.ofDefaults();
    assertThat(config.band(39.9)).isEqualTo(Band.LOW);
    assertThat(config.band(40)).isEqualTo(Band.MEDIUM);
    assertThat(config.band(69.9)).isEqualTo(Band.MEDIUM);
    assertThat(config.band(70)).isEqualTo(Band.HIGH);
    assertThat(Band.MEDIUM.label()).isEqualTo("medium");
  }
}
