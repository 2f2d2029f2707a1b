package dev.ringwatch.app.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {

  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.003, 1, 7, 99, 100, 101, 12_345, 8e11})
  void endsAtARoundNumberNoLessThanTheLargest(double max) {
    Scale.Linear scale = Scale.Linear.upTo(max);
    assertThat(scale.to()).isGreaterThanOrEqualTo(max).isLessThanOrEqualTo(Math.max(1, max) * 2);
    assertThat(scale.ticks()).hasSizeBetween(2, 8);
    assertThat(scale.ticks().getFirst().value()).isZero();
  }

  @Test
  void showsOneBesideAMillion() {
    Scale.Log scale = new Scale.Log(1e6);
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(1)).isBetween(0.03, 0.1);
    assertThat(scale.at(1e6)).isBetween(0.95, 1.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 59, 3_600, 86_400, 86_400 * 31L, 86_400 * 800L})
  void labelsAFewRoundTimes(long seconds) {
    TimeScale scale = new TimeScale(START, START.plusSeconds(seconds));
    assertThat(scale.ticks()).hasSizeBetween(1, 7);
    assertThat(scale.ticks()).allMatch(tick -> tick.value() >= 0 && tick.value() <= 1);
  }

  @Test
  void placesInstantsOnTheAxis() {
    TimeScale scale = new TimeScale(START, START.plus(Duration.ofHours(4)));
    assertThat(scale.at(START.plus(Duration.ofHours(1)))).isEqualTo(0.25);
    assertThat(scale.at(START.minusSeconds(9))).isZero();
  }
}
