package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignificanceTest {

  /** Benjamini and Hochberg's adjusted p-value of every test, from its definition. */
  private static double[] adjusted(double[] p) {
    double[] adjusted = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      double smallest = 1;
      for (double bound : p) {
        if (bound >= p[i]) {
          long rank = Arrays.stream(p).filter(other -> other <= bound).count();
          smallest = Math.min(smallest, bound * p.length / rank);
        }
      }
      adjusted[i] = smallest;
    }
    return adjusted;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rejectsWhatTheDefinitionRejects(long seed) {
    var random = new Random(seed);
    double[] p = random.doubles(200).map(x -> random.nextInt(4) == 0 ? x * 0.01 : x).toArray();
    double[] adjusted = adjusted(p);
    double[] logP = Arrays.stream(p).map(StrictMath::log).toArray();
    double cutoff = Significance.cutoff(logP, StrictMath.log(0.05 / p.length));
    for (int i = 0; i < p.length; i++) {
      assertThat(logP[i] <= cutoff).isEqualTo(adjusted[i] <= 0.05);
    }
  }

  @Test
  void rejectsNothingWhereNothingIsSmall() {
    assertThat(Significance.cutoff(new double[] {-1, -2}, StrictMath.log(0.001)))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Significance.cutoff(new double[0], -5)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
