package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  /** From SciPy's norm.ppf. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.6, 0.2533471031357997",
    "0.975, 1.959963984540054",
    "0.995, 2.5758293035489004",
    "1e-10, -6.361340902404056",
    "1e-300, -37.0470962993612"
  })
  void equalsSciPy(double share, double expected) {
    assertThat(NormalQuantile.of(share)).isCloseTo(expected, within(1e-13));
  }

  @Test
  void halvesTheErrorOnTwoSides() {
    assertThat(NormalQuantile.ofTwoSided(0.95)).isCloseTo(1.959963984540054, within(1e-13));
  }

  @Test
  void refusesWhatHasNoQuantile() {
    assertThatThrownBy(() -> NormalQuantile.of(1)).hasMessageContaining("share");
    assertThatThrownBy(() -> NormalQuantile.of(Double.NaN)).hasMessageContaining("share");
  }
}
