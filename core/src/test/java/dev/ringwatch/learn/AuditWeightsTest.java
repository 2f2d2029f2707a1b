package dev.ringwatch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditWeightsTest {

  @Test
  void equalChancesWeighTheSame() {
    assertThat(AuditWeights.of(new double[] {0.01, 0.01, 0.01}))
        .containsExactly(new double[] {1, 1, 1}, within(1e-12));
  }

  @Test
  void mildWeightsAreTakenInFull() {
    double[] weights = AuditWeights.of(new double[] {0.5, 0.5, 1, 1});
    assertThat(weights[0] / weights[2]).isCloseTo(2, within(1e-12));
    assertThat(Arrays.stream(weights).sum()).isCloseTo(4, within(1e-12));
  }

  /** One audited account that stands for a thousand must not be all there is to learn from. */
  @Test
  void wildWeightsAreTemperedUntilHalfOfTheVerdictsStillTell() {
    double[] probabilities = new double[100];
    Arrays.fill(probabilities, 1);
    Arrays.fill(probabilities, 0, 10, 0.001);
    double[] weights = AuditWeights.of(probabilities);
    double sum = Arrays.stream(weights).sum();
    double squares = Arrays.stream(weights).map(weight -> weight * weight).sum();
    assertThat(sum * sum / squares).isBetween(50.0, 50.01);
    assertThat(weights[0]).isGreaterThan(weights[99]);
    assertThat(AuditWeights.inFull(probabilities)[0] / AuditWeights.inFull(probabilities)[99])
        .isCloseTo(1000, within(1e-6));
  }
}
