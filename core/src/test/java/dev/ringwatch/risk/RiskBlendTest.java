package dev.ringwatch.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
      List<Reason> found = found(random);
      RiskScore risk =
          blend.explain(
              ANNA,
              new Part(anomaly, parts("a", anomaly, random)),
              new Part(ring, parts("r", ring, random)),
              found);
      long tenths =
          risk.reasons().stream().mapToLong(reason -> Math.round(reason.points() * 10)).sum();
      assertThat(tenths).as("seed %d, case %d", seed, i).isEqualTo(Math.round(risk.score() * 10));
      assertThat(risk.score()).isBetween(0.0, 100.0).isEqualTo(blend.score(anomaly, ring, found));
      assertThat(risk.reasons()).hasSizeLessThanOrEqualTo(8 + found.size());
      double without = blend.score(anomaly, ring, List.of());
      double points = found.stream().mapToDouble(Reason::points).sum();
      assertThat(risk.score()).isCloseTo(Math.min(100, without + points), within(0.1));
    }
  }

  private static List<Reason> found(SplittableRandom random) {
    List<Reason> found = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      found.add(new Reason("hunt_" + i, random.nextInt(1, 101), "found"));
    }
    return found;
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

  private double score(double anomaly, double ring) {
    return blend.score(anomaly, ring, List.of());
  }

  /** One part and no other, under weights of one. */
  private static RiskScore explain(double behaviour, List<Reason> found) {
    List<Reason> reasons = List.of(new Reason("behaviour", behaviour, "odd"));
    return new RiskBlend(new RiskConfig(1, 1, 40, 70))
        .explain(ANNA, new Part(behaviour, reasons), new Part(0, List.of()), found);
  }

  private static Reason hunt(String name, int points) {
    return new Reason("hunt_" + name, points, "the hunt " + name + " found it");
  }

  @Test
  void addsThePointsOfHuntsAsTheyAre() {
    RiskScore risk = explain(30, List.of(hunt("a", 25), hunt("b", 5)));
    assertThat(risk.score()).isEqualTo(60);
    assertThat(risk.band()).isEqualTo(Band.MEDIUM);
    assertThat(risk.reasons())
        .containsExactly(new Reason("behaviour", 30, "odd"), hunt("a", 25), hunt("b", 5));
  }

  @Test
  void cutsFromHuntsInProportionWhatWouldLieAboveAHundred() {
    RiskScore risk = explain(70, List.of(hunt("a", 40), hunt("b", 20)));
    assertThat(risk.score()).isEqualTo(100);
    assertThat(risk.reasons())
        .containsExactly(new Reason("behaviour", 70, "odd"), hunt("a", 20), hunt("b", 10));
    assertThat(explain(100, List.of(hunt("a", 40))).reasons())
        .containsExactly(new Reason("behaviour", 100, "odd"));
  }

  @Test
  void namesEveryHuntHoweverManyOtherReasonsThereAre() {
    List<Reason> many =
        IntStream.range(0, 20).mapToObj(i -> new Reason("a" + i, 4.9, "odd")).toList();
    RiskScore risk =
        new RiskBlend(new RiskConfig(1, 1, 40, 70))
            .explain(ANNA, new Part(98, many), new Part(0, List.of()), List.of(hunt("small", 1)));
    assertThat(risk.score()).isEqualTo(99);
    assertThat(risk.reasons()).hasSize(9).contains(hunt("small", 1));
    assertThat(risk.reasons().getLast().name()).isEqualTo("other");
  }

  @Test
  void eitherPartAloneCanMakeAnAccountHighAndBothMoreSo() {
    assertThat(score(95, 0)).isGreaterThan(70);
    assertThat(score(0, 95)).isGreaterThan(70);
    assertThat(score(95, 95)).isGreaterThan(score(0, 95)).isLessThanOrEqualTo(100);
    assertThat(score(0, 0)).isZero();
  }

  @Test
  void splitsWhatTheyHaveInCommonEvenly() {
    RiskScore risk =
        new RiskBlend(new RiskConfig(1, 1, 40, 70))
            .explain(
                ANNA,
                new Part(50, List.of(new Reason("a", 50, "odd"))),
                new Part(50, List.of(new Reason("r", 50, "together"))),
                List.of());
    assertThat(risk.score()).isEqualTo(75);
    assertThat(risk.reasons())
        .extracting(Reason::points)
        .allSatisfy(points -> assertThat(points).isCloseTo(37.5, within(1e-9)));
  }

  @Test
  void refusesReasonsThatDoNotSum() {
    assertThatThrownBy(() ->
            blend.explain(
                ANNA,
                new Part(80, List.of(new Reason("a", 10, ""))),
                new Part(0, List.of()),
                List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not sum");
  }

  @Test
  void namesTheSevenLargestReasonsInOrderAndOneForTheRest() {
    RiskScore risk =
        new RiskBlend(new RiskConfig(1, 0, 40, 70))
            .explain(
                ANNA,
                new Part(
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
                        new Reason("small", 2, "odd"))),
                new Part(0, List.of()),
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
