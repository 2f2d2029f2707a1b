package dev.ringwatch.risk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RiskConfigTest {

  @Test
  void takesWeightsFromNothingToAllAndAHighBandOf100Only() {
    assertThatCode(() -> new RiskConfig(0, 1, 0.1, 100)).doesNotThrowAnyException();
    assertThatCode(() -> new RiskConfig(1, 0, 40, 70)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAWeightThatIsNoShare(double weight) {
    assertThatThrownBy(() -> new RiskConfig(weight, 0.5, 40, 70))
        .hasMessageContaining("anomalyWeight must be 0 to 1, not " + weight);
    assertThatThrownBy(() -> new RiskConfig(0.5, weight, 40, 70))
        .hasMessageContaining("ringWeight must be 0 to 1, not " + weight);
  }

  @ParameterizedTest
  @CsvSource({"0, 70", "70, 70", "80, 70", "40, 100.1", "NaN, 70", "40, NaN"})
  void refusesBandsThatAreNotThree(double mediumFrom, double highFrom) {
    assertThatThrownBy(() -> new RiskConfig(0.9, 0.95, mediumFrom, highFrom))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bands need");
  }
}
