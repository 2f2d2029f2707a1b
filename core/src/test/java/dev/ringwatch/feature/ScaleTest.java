package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {

  @ParameterizedTest
  @EnumSource(Scale.class)
  void comparesValuesAsTheyAreOrByTheirLogarithm(Scale scale) {
    for (double value : new double[] {0, 0.5, 1, 1_000}) {
      double scaled = scale == Scale.LOG ? Math.log(1 + value) : value;
      assertThat(scale.apply(value)).isCloseTo(scaled, within(1e-12));
    }
    assertThat(scale.apply(Double.NaN)).isNaN();
  }
}
