package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingPointTest {

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
  void refusesWhatIsNoShare(double value) {
    assertThatThrownBy(() -> new OperatingPoint(1, value, 0.5, 0.5))
        .hasMessageContaining("falsePositiveRate");
    assertThatThrownBy(() -> new OperatingPoint(1, 0.5, value, 0.5)).hasMessageContaining("recall");
    assertThatThrownBy(() -> new OperatingPoint(1, 0.5, 0.5, value))
        .hasMessageContaining("precision");
  }

  @Test
  void takesNoneAndAll() {
    assertThatCode(() -> new OperatingPoint(Double.NEGATIVE_INFINITY, 0, 1, 0))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAThresholdThatIsNoNumber() {
    assertThatThrownBy(() -> new OperatingPoint(Double.NaN, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threshold");
  }
}
