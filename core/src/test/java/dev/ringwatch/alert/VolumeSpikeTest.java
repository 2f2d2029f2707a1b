package dev.ringwatch.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeSpikeTest {

  private static final int WEEKS = 8;

  private static double score(long count, long... past) {
    return VolumeSpike.of(count, past).orElseThrow().score();
  }

  @Test
  void saysNothingWithoutHistory() {
    assertThat(VolumeSpike.of(1_000_000, 3, 4)).isEmpty();
    assertThat(VolumeSpike.of(1_000_000)).isEmpty();
  }

  @Test
  void isAtItsLimitWhereBothMeet() {
    assertThat(score(59, 20, 20, 20)).as("a third of 20 is the spread").isLessThan(50);
    assertThat(score(60, 20, 20, 20)).isEqualTo(50, within(1e-9));
    assertThat(score(28, 4, 4, 4)).as("chance, not yet 20 more").isGreaterThanOrEqualTo(50);
    assertThat(score(20, 0, 0, 0)).as("20 more than none").isEqualTo(50, within(1e-9));
    assertThat(score(19, 0, 0, 0)).isLessThan(50);
    assertThat(score(30_000, 10_000, 10_000, 10_000)).isEqualTo(50, within(1e-9));
    assertThat(score(500, 100, 200, 300)).as("weeks that differ").isLessThan(50);
  }

  @Test
  void oneWildWeekMakesNoOtherUsual() {
    assertThat(VolumeSpike.of(10, 10, 11, 9, 5_000).orElseThrow().usual()).isEqualTo(10.5);
    assertThat(score(400, 100, 104, 98, 5_000)).isGreaterThan(50);
  }

  @Test
  void isNeverBelowZeroNorAboveAHundred() {
    assertThat(score(0, 500, 500, 500)).isZero();
    assertThat(score(Long.MAX_VALUE / 2, 1, 1, 1)).isEqualTo(100);
  }

  /**
   * Ten thousand hours whose rates differ by a third from week to week, and none of which is odd.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isQuietWhenNothingIsWrong(long seed) {
    Random random = new Random(seed);
    int alarms = 0;
    for (int hour = 0; hour < 10_000; hour++) {
      double rate = Math.exp(random.nextDouble() * 7);
      long[] past = new long[WEEKS];
      for (int week = 0; week < WEEKS; week++) {
        past[week] = poisson(random, rate * varied(random));
      }
      alarms += score(poisson(random, rate * varied(random)), past) >= 50 ? 1 : 0;
    }
    assertThat(alarms).as("seed %d", seed).isLessThanOrEqualTo(15);
  }

  /** And five times the usual is seen, where there is enough to count. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void seesFiveTimesTheUsual(long seed) {
    Random random = new Random(seed);
    int seen = 0;
    for (int hour = 0; hour < 1_000; hour++) {
      double rate = 10 * Math.exp(random.nextDouble() * 5);
      long[] past = new long[WEEKS];
      for (int week = 0; week < WEEKS; week++) {
        past[week] = poisson(random, rate * varied(random));
      }
      seen += score(poisson(random, 5 * rate), past) >= 50 ? 1 : 0;
    }
    assertThat(seen).as("seed %d", seed).isGreaterThan(950);
  }

  /** A factor around one whose standard deviation is a third of it. */
  private static double varied(Random random) {
    double spread = Math.sqrt(Math.log1p(1 / 9.0));
    return Math.exp(spread * random.nextGaussian() - spread * spread / 2);
  }

  private static long poisson(Random random, double mean) {
    if (mean > 500) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    long count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
