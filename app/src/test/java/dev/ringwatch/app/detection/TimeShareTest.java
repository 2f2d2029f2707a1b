package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeShareTest {

  private long now = 1_000;

  private final TimeShare tenth = new TimeShare(10, Duration.ofNanos(500), () -> now);

  private void work(long nanos) {
    tenth.take(() -> now += nanos);
  }

  @Test
  void isATenthOfTheTimeThatPasses() {
    long worked = 0;
    for (long end = now + 1_000_000; now < end; now += 7) {
      if (tenth.isLeft()) {
        work(50);
        worked += 50;
      }
    }
    assertThat(worked).isBetween(100_000L, 100_600L);
  }

  @Test
  void savesNoMoreThanItsBound() {
    now += 1_000_000;
    int works = 0;
    for (; tenth.isLeft(); works++) {
      work(100);
    }
    assertThat(works).isEqualTo(6); // the time that works take adds to it
  }

  @Test
  void owesNoMoreThanItsBound() {
    work(2_000);
    assertThat(tenth.isLeft()).isFalse();
    now += 3_100;
    assertThat(tenth.isLeft()).isTrue();
  }
}
