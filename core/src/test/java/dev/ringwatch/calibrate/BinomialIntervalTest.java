package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialIntervalTest {

  /** From SciPy's binomtest(...).proportion_ci(method="exact"). */
  @ParameterizedTest
  @CsvSource({
    "3, 20, 0.95, 0.03207093718554477, 0.37892682654529564",
    "0, 149, 0.95, 0, 0.024453624905596254",
    "20000, 1000000, 0.99, 0.019641168088925097, 0.020363407046657202"
  })
  void equalsSciPy(long successes, long trials, double confidence, double low, double high) {
    Interval interval = BinomialInterval.of(successes, trials, confidence);
    assertThat(interval.low()).isCloseTo(low, within(1e-11));
    assertThat(interval.high()).isCloseTo(high, within(1e-11));
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(BinomialInterval.of(0, 0, 0.95)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void mirrorsItself() {
    Interval few = BinomialInterval.of(7, 40, 0.9);
    Interval many = BinomialInterval.of(33, 40, 0.9);
    assertThat(many.low()).isCloseTo(1 - few.high(), within(1e-12));
    assertThat(many.high()).isCloseTo(1 - few.low(), within(1e-12));
  }

  /** Of every share the intervals of all outcomes cover it as often as they say. */
  @ParameterizedTest
  @CsvSource({"0.01, 30", "0.02, 149", "0.5, 11", "0.9, 60"})
  void coversWithTheStatedConfidence(double share, int trials) {
    Binomial binomial = new Binomial(trials, share);
    double covered = 0;
    for (int successes = 0; successes <= trials; successes++) {
      if (BinomialInterval.of(successes, trials, 0.95).contains(share)) {
        covered += binomial.exactly(successes);
      }
    }
    assertThat(covered).isBetween(0.95, 1 + 1e-12);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> BinomialInterval.of(3, 2, 0.95)).hasMessageContaining("3 successes");
    assertThatThrownBy(() -> BinomialInterval.of(-1, 2, 0.95)).hasMessageContaining("-1");
    assertThatThrownBy(() -> BinomialInterval.of(1, 2, 1)).hasMessageContaining("confidence");
    assertThatThrownBy(() -> new Interval(1, 0)).hasMessageContaining("from 1.0 to 0.0");
  }
}
