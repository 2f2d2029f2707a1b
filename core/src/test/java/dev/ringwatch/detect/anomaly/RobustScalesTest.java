package dev.ringwatch.detect.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.feature.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustScalesTest {

  private static RobustScales learned(Feature feature, double... values) {
    List<double[]> rows = new ArrayList<>();
    for (double value : values) {
      double[] row = new double[Feature.COUNT];
      Arrays.fill(row, Double.NaN);
      row[feature.index()] = value;
      rows.add(row);
    }
    return RobustScales.of(rows);
  }

  @Test
  void measuresInMediansAndMads() {
    RobustScales scales = learned(Feature.RESTLESSNESS, 0.1, 0.2, 0.3, 0.4, 0.9);
    assertThat(scales.usual(Feature.RESTLESSNESS)).isEqualTo(0.3);
    assertThat(scales.robustZ(Feature.RESTLESSNESS, 0.3)).isZero();
    assertThat(scales.robustZ(Feature.RESTLESSNESS, 0.4)).isCloseTo(1 / 1.4826, within(1e-12));
    assertThat(scales.robustZ(Feature.RESTLESSNESS, 0.1)).isCloseTo(-2 / 1.4826, within(1e-12));
  }

  @Test
  void measuresCountsByTheirLogarithm() {
    RobustScales scales = learned(Feature.EVENTS, 1, 3, 7);
    assertThat(scales.usual(Feature.EVENTS)).isEqualTo(3);
    assertThat(scales.robustZ(Feature.EVENTS, 7)).isCloseTo(1 / 1.4826, within(1e-12));
    assertThat(scales.robustZ(Feature.EVENTS, 15)).isCloseTo(2 / 1.4826, within(1e-12));
  }

  @Test
  void fallsBackOnTheMeanDistanceWhereMostAccountsAgree() {
    RobustScales scales = learned(Feature.RESTLESSNESS, 0, 0, 0, 0, 0, 0, 0.5, 1);
    assertThat(scales.robustZ(Feature.RESTLESSNESS, 1))
        .isCloseTo(1 / (1.2533 * 1.5 / 8), within(1e-12));
  }

  @Test
  void countsADifferenceFromAConstantButNotARoundingError() {
    RobustScales scales = learned(Feature.EVENTS, 5, 5, 5, 5);
    assertThat(scales.robustZ(Feature.EVENTS, 6)).isGreaterThan(1);
    assertThat(scales.robustZ(Feature.EVENTS, 8)).isGreaterThan(3);
    RobustScales shares = learned(Feature.RESTLESSNESS, 0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2, 0.3);
    assertThat(shares.robustZ(Feature.RESTLESSNESS, 0.1 + 0.2)).isCloseTo(0, within(1e-9));
    assertThat(shares.robustZ(Feature.RESTLESSNESS, 0.6)).isGreaterThan(3);
  }

  @Test
  void countsOnlyTheSideThatSpeaksForAbuse() {
    RobustScales high = learned(Feature.EVENTS, 1, 3, 7);
    assertThat(high.directedZ(Feature.EVENTS, 1)).isZero();
    assertThat(high.directedZ(Feature.EVENTS, 7)).isPositive();
    RobustScales low = learned(Feature.GAP_BURSTINESS, 1, 2, 3);
    assertThat(low.directedZ(Feature.GAP_BURSTINESS, 0)).isPositive();
    assertThat(low.directedZ(Feature.GAP_BURSTINESS, 9)).isZero();
    RobustScales both = learned(Feature.ACTION_ENTROPY, 1, 2, 3);
    assertThat(both.directedZ(Feature.ACTION_ENTROPY, 0))
        .isPositive()
        .isEqualTo(both.directedZ(Feature.ACTION_ENTROPY, 4));
  }

  @Test
  void isNeutralAboutWhatItDoesNotKnow() {
    RobustScales scales = learned(Feature.EVENTS, 1, Double.NaN, 3, Double.NaN);
    assertThat(scales.robustZ(Feature.EVENTS, Double.NaN)).isZero();
    assertThat(scales.robustZ(Feature.DISTINCT_COUNTRIES, 1000)).isZero();
    assertThat(scales.usual(Feature.DISTINCT_COUNTRIES)).isNaN();
    assertThat(scales.knownShare(Feature.EVENTS)).isEqualTo(0.5);
    assertThat(scales.knownShare(Feature.DISTINCT_COUNTRIES)).isZero();
  }

  @Test
  void refusesInfiniteTrainingValues() {
    assertThatThrownBy(() -> learned(Feature.EVENTS, 1, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("events");
  }
}
