package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.calibrate.FalsePositiveCheck;
import org.junit.jupiter.api.Test;

class FalsePositiveWatcherTest {

  @Test
  void isAtItsLimitWhereChanceWouldDoItOnceInAThousandTimes() {
    assertThat(FalsePositiveWatcher.score(0.001)).isCloseTo(50, within(1e-9));
    assertThat(FalsePositiveWatcher.score(1)).isZero();
    assertThat(FalsePositiveWatcher.score(0.05)).isLessThan(25);
    assertThat(FalsePositiveWatcher.score(1e-6)).isCloseTo(100, within(1e-9));
    assertThat(FalsePositiveWatcher.score(0)).isEqualTo(100);
  }

  @Test
  void opensWhereMoreAreFlaggedThanTheBoundExplainsAndNotBefore() {
    assertThat(score(3, 150)).as("what the bound is").isLessThan(20);
    assertThat(score(7, 150)).as("somewhat more").isLessThan(50);
    assertThat(score(11, 150)).as("far more").isGreaterThan(50);
    assertThat(score(0, 0)).as("nobody").isZero();
  }

  private static double score(long flagged, long benign) {
    return FalsePositiveWatcher.score(new FalsePositiveCheck(flagged, benign, 0.02).pValue());
  }
}
