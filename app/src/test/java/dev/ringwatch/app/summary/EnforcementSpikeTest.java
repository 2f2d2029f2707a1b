package dev.ringwatch.app.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnforcementSpikeTest {

  private static double spreads(Double... enforced) {
    List<Double> days = List.of(enforced);
    return EnforcementSpike.of(days, Collections.nCopies(days.size(), 100.0)).orElseThrow();
  }

  @Test
  void isTheDistanceFromTheMeanInStandardDeviations() {
    assertThat(spreads(40.0, 60.0, 40.0, 60.0, 80.0)).isCloseTo(3, within(1e-9));
    assertThat(spreads(50.0, 50.0, 50.0, 50.0)).isZero();
  }

  @Test
  void seesADayOfManyAfterDaysOfNone() {
    assertThat(spreads(0.0, 0.0, 0.0, 1.0)).isEqualTo(1);
    assertThat(spreads(0.0, 0.0, 0.0, 9.0)).isEqualTo(9);
  }

  @Test
  void takesDaysInWhichNothingWasHeardForNothing() {
    assertThat(
            EnforcementSpike.of(
                List.of(0.0, 0.0, 50.0, 50.0, 50.0, 50.0), List.of(0.0, 0.0, 1.0, 1.0, 1.0, 1.0)))
        .hasValue(0);
    assertThat(EnforcementSpike.of(List.of(0.0, 9.0, 9.0, 9.0), List.of(0.0, 1.0, 1.0, 1.0)))
        .isEmpty();
  }
}
