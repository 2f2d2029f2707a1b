package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinomialTest {

  private static final MathContext DIGITS = new MathContext(60);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void equalsTheSumOfExactTerms(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 12; round++) {
      int trials = random.nextInt(1, 60);
      int count = random.nextInt(0, trials + 1);
      double probability = random.nextDouble();
      Binomial binomial = new Binomial(trials, probability);
      double atLeast = 0;
      double atMost = 0;
      for (int i = 0; i <= trials; i++) {
        double term = term(trials, i, probability);
        assertThat(binomial.exactly(i)).isCloseTo(term, within(1e-12 * term));
        atLeast += i >= count ? term : 0;
        atMost += i <= count ? term : 0;
      }
      assertThat(binomial.atLeast(count))
          .as("seed %d: %d of %s", seed, count, binomial)
          .isCloseTo(atLeast, within(1e-12));
      assertThat(binomial.atMost(count)).isCloseTo(atMost, within(1e-12));
    }
  }

  private static double term(int trials, int successes, double probability) {
    BigDecimal chosen = BigDecimal.ONE;
    for (int i = 0; i < successes; i++) {
      chosen =
          chosen.multiply(BigDecimal.valueOf(trials - i)).divide(BigDecimal.valueOf(i + 1), DIGITS);
    }
    BigDecimal p = new BigDecimal(probability);
    return chosen
        .multiply(p.pow(successes, DIGITS))
        .multiply(BigDecimal.ONE.subtract(p).pow(trials - successes, DIGITS))
        .doubleValue();
  }

  /** Summed with 60 digits (mpmath). */
  @ParameterizedTest
  @CsvSource({
    "3, 10, 0.3, 0.61721721359999997",
    "1, 149, 0.02, 0.9507183456699104",
    "30, 1000, 0.02, 0.02069651867323951",
    "20300, 1000000, 0.02, 0.016371203359126572",
    "25000, 1000000, 0.02, 1.8640745182152084e-259",
    "980200, 1000000, 0.98, 0.076907386810972144",
    "600, 1000, 0.5, 1.3642320780330092e-10",
    "5, 5, 0.001, 1.0000000000000001e-15",
    "40, 1000000, 1e-06, 4.6180203792403776e-49",
    "19900, 1000000, 0.02, 0.76340656275925168"
  })
  void isExactFarOutAndForAMillionTrials(
      long successes, long trials, double probability, double expected) {
    assertThat(new Binomial(trials, probability).atLeast(successes))
        .isCloseTo(expected, within(1e-12 * expected));
    assertThat(new Binomial(trials, 1 - probability).atMost(trials - successes))
        .isCloseTo(expected, within(1e-8 * expected)); // 1 - p is not p's exact rest
  }

  @Test
  void knowsTheEndsAndWhatIsBeyond() {
    Binomial binomial = new Binomial(10, 0.3);
    assertThat(binomial.atLeast(0)).isEqualTo(1);
    assertThat(binomial.atLeast(-3)).isEqualTo(1);
    assertThat(binomial.atLeast(11)).isZero();
    assertThat(binomial.atMost(10)).isEqualTo(1);
    assertThat(binomial.atMost(-1)).isZero();
    assertThat(binomial.exactly(11)).isZero();
    assertThat(new Binomial(10, 0).atLeast(1)).isZero();
    assertThat(new Binomial(10, 0).atMost(0)).isEqualTo(1);
    assertThat(new Binomial(10, 1).atLeast(10)).isEqualTo(1);
    assertThat(new Binomial(10, 1).atMost(9)).isZero();
    assertThat(new Binomial(0, 0.5).atLeast(1)).isZero();
    assertThat(new Binomial(0, 0.5).exactly(0)).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    assertThatThrownBy(() -> new Binomial(-1, 0.5)).hasMessageContaining("-1");
    assertThatThrownBy(() -> new Binomial(1, Double.NaN)).hasMessageContaining("probability");
    assertThatThrownBy(() -> new Binomial(1, 1.5)).hasMessageContaining("1.5");
  }
}
