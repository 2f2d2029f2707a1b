package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void saysWhatAShareOfTheTimesDoesNotExceed() {
    Samples samples = new Samples();
    for (int millis = 2_000; millis >= 1; millis--) {
      samples.add(millis * 1_000_000L);
    }

    assertThat(samples.quantileMillis(0.5)).isEqualTo(1_000);
    assertThat(samples.quantileMillis(0.99)).isEqualTo(1_980);
    assertThat(samples.quantileMillis(1)).isEqualTo(2_000);
    assertThat(samples.quantileMillis(0)).isEqualTo(1);
  }

  @Test
  void saysNothingWithoutTimes() {
    assertThat(new Samples().quantileMillis(0.5)).isNaN();
  }
}
