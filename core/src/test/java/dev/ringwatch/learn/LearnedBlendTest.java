package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.risk.RiskBlend;
import dev.ringwatch.risk.RiskConfig;
import dev.ringwatch.risk.RiskScore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedBlendTest {

  private static final PlantedVerdicts PLANTED = new PlantedVerdicts(0, 1);
  private static final RiskBlend RISK = new RiskBlend(RiskConfig.ofDefaults());
  private static final ProbabilityScale SCALE = new ProbabilityScale(-1, 1);

  private static LearnedBlend blend(Map<String, Double> coefficients) {
    return LearnedBlend.of(PLANTED.model(), coefficients, SCALE);
  }

  private static RiskScore before(ScoredAccount account) {
    List<Reason> reasons =
        account.risk() == 0 ? List.of() : List.of(new Reason("behaviour", account.risk(), "odd"));
    return new RiskScore(
        account.account(), account.risk(), RISK.config().band(account.risk()), reasons);
  }

  private static Map<String, Double> random(long seed, double size) {
    Random random = new Random(seed);
    Map<String, Double> coefficients = new HashMap<>();
    for (Signal signal : Signals.ALL) {
      double drawn = size * random.nextGaussian();
      double signed = signal.direction() == 0 ? drawn : signal.direction() * Math.abs(drawn);
      coefficients.put(signal.name(), signed);
    }
    return coefficients;
  }

  @Test
  void withoutCoefficientsEveryScoreIsWhatItWas() {
    for (JudgedAccount one : PLANTED.judged()) {
      RiskScore explained = blend(Map.of()).explain(before(one.account()), one.account(), RISK);
      assertThat(explained).isEqualTo(before(one.account()));
      assertThat(blend(Map.of()).score(one.account())).isEqualTo(one.account().risk());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void reasonsSumToTheScoreAndScoresStayWithinBounds(long seed) {
    LearnedBlend blend = blend(random(seed, (double) (seed * seed)));
    for (JudgedAccount one : PLANTED.judged()) {
      RiskScore explained = blend.explain(before(one.account()), one.account(), RISK);
      double sum = explained.reasons().stream().mapToDouble(Reason::points).sum();
      assertThat(sum).as("seed %d, %s", seed, explained).isCloseTo(explained.score(), within(1e-6));
      assertThat(explained.score())
          .isBetween(0.0, 100.0)
          .isCloseTo(blend.score(one.account()), within(0.0501));
      assertThat(explained.band()).isEqualTo(RISK.config().band(explained.score()));
    }
  }

  @Test
  void namesTheFeatureThatMovedAScoreAndSaysWhy() {
    LearnedBlend blend = blend(Map.of("new_device_rate:above", 3.0, "new_device_rate:below", -3.0));
    JudgedAccount one =
        PLANTED.judged().stream()
            .filter(it -> blend.adjustment(it.account()) > 1 && it.account().risk() > 10)
            .findFirst()
            .orElseThrow();
    RiskScore explained = blend.explain(before(one.account()), one.account(), RISK);
    Reason moved =
        explained.reasons().stream()
            .filter(reason -> reason.name().equals("verdicts_new_device_rate"))
            .findFirst()
            .orElseThrow();
    assertThat(moved.points())
        .isCloseTo(explained.score() - one.account().risk(), within(0.11))
        .isPositive();
    assertThat(moved.sentence())
        .startsWith("by verdicts on accounts like it: made ")
        .contains("on devices new to it");
  }

  /** Whatever coefficients the bounds allow. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void moreOfAMarkOfAbuseNeverLowersAScore(long seed) {
    LearnedBlend blend = blend(random(seed, 2));
    for (JudgedAccount one : PLANTED.judged().subList(0, 200)) {
      double last = -1;
      for (double rate = 0; rate <= 1; rate += 0.05) {
        double[] values = one.account().vector().values().clone();
        values[Feature.FAILURE_RATE.index()] = rate;
        FeatureVector vector = new FeatureVector(one.account().account(), 20, 0, "peers", values);
        double score = blend.score(new ScoredAccount(vector, one.account().risk(), 0));
        assertThat(score).as("seed %d, rate %f", seed, rate).isGreaterThanOrEqualTo(last);
        last = score;
      }
    }
  }

  @Test
  void whatIsUnknownIsNeutral() {
    double[] unknown = new double[Feature.COUNT];
    Arrays.fill(unknown, Double.NaN);
    ScoredAccount account =
        new ScoredAccount(
            new FeatureVector(
                PLANTED.judged().getFirst().account().account(), 1, 0, "nobody's", unknown),
            42,
            0);
    assertThat(blend(random(1, 3)).score(account)).isEqualTo(42);
  }

  @Test
  void refusesWhatItCannotBeMadeOf() {
    assertThatThrownBy(() -> blend(Map.of("shoe_size:above", 1.0)))
        .hasMessageContaining("no adjustments by [shoe_size:above]");
    assertThatThrownBy(() -> blend(Map.of("failure_rate:above", -1.0)))
        .hasMessageContaining("failure_rate:above cannot be -1.0");
    assertThatThrownBy(() -> blend(Map.of("events:above", Double.NaN)))
        .hasMessageContaining("cannot be NaN");
  }

  @Test
  void probabilitiesRiseWithTheScore() {
    ProbabilityScale scale = new ProbabilityScale(-2, 0.5);
    assertThat(scale.of(50)).isCloseTo(1 / (1 + Math.exp(2)), within(1e-12));
    assertThat(scale.of(90)).isGreaterThan(scale.of(50));
    assertThat(scale.of(0)).isBetween(0.0, scale.of(1));
  }
}
