package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalsePositiveBoundTest {

  private static final FalsePositiveBound BOUND = FalsePositiveBound.ofDefaults();

  /** The first is the issue's; log(1 - confidence) / log(1 - rate), rounded up. */
  @ParameterizedTest
  @CsvSource({
    "0.02, 0.95, 149",
    "0.05, 0.95, 59",
    "0.1, 0.9, 22",
    "0.01, 0.99, 459",
    "0.5, 0.5, 1",
    "0.5, 0.75, 2"
  })
  void needsSoManyBenignAccounts(double maxRate, double confidence, long smallest) {
    FalsePositiveBound bound = new FalsePositiveBound(maxRate, confidence);
    assertThat(bound.smallestSample()).isEqualTo(smallest);
    assertThat(bound.rank((int) smallest)).isPresent();
    assertThat(bound.rank((int) smallest - 1)).isEmpty();
  }

  @Test
  void takesTheHighestScoreOfTheSmallestSample() {
    assertThat(BOUND.rank(149)).hasValue(149);
    assertThat(BOUND.violation(149, 149)).isCloseTo(Math.pow(0.98, 149), within(1e-15));
    assertThat(BOUND.rank(0)).isEmpty();
  }

  /** Slow and obvious: every rank from the top. */
  @ParameterizedTest
  @CsvSource({"0.02, 0.95", "0.1, 0.9", "0.3, 0.5"})
  void takesTheSmallestRankThatKeepsThePromise(double maxRate, double confidence) {
    FalsePositiveBound bound = new FalsePositiveBound(maxRate, confidence);
    for (int size = 1; size < 700; size += 13) {
      int smallest = size + 1;
      while (smallest > 0 && violation(smallest - 1, size, maxRate) <= 1 - confidence) {
        smallest--;
      }
      if (smallest > size) {
        assertThat(bound.rank(size)).isEmpty();
      } else {
        assertThat(bound.rank(size)).as("of %d", size).hasValue(smallest);
      }
    }
  }

  private static double violation(int rank, int size, double maxRate) {
    return new Binomial(size, 1 - maxRate).atLeast(rank);
  }

  @Test
  void comesNearTheBoundWithManyAccounts() {
    int rank = BOUND.rank(1_000_000).orElseThrow();
    assertThat(rank).isBetween(980_000, 980_300);
    assertThat(BOUND.violation(rank, 1_000_000)).isLessThanOrEqualTo(1 - 0.95);
    assertThat(BOUND.violation(rank - 1, 1_000_000)).isGreaterThan(1 - 0.95);
  }

  @Test
  void saysItselfInWords() {
    assertThat(BOUND.words()).isEqualTo("2 % at 95 % confidence");
    assertThat(new FalsePositiveBound(0.005, 0.999).words())
        .isEqualTo("0.5 % at 99.9 % confidence");
  }

  @Test
  void refusesWhatIsNoPromise() {
    assertThatThrownBy(() -> new FalsePositiveBound(0, 0.95)).hasMessageContaining("maxRate");
    assertThatThrownBy(() -> new FalsePositiveBound(0.02, 1)).hasMessageContaining("confidence");
    assertThatThrownBy(() -> new FalsePositiveBound(Double.NaN, 0.9))
        .hasMessageContaining("maxRate");
    assertThatThrownBy(() -> BOUND.violation(150, 149)).hasMessageContaining("150");
    assertThatThrownBy(() -> BOUND.violation(-1, 149)).hasMessageContaining("-1");
  }
}
