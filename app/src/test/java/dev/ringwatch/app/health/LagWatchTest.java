package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LagWatchTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final LagWatch watch = new LagWatch(nanos::get);

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void saysNoLagWhileNothingWaits() {
    assertThat(watch.lag(0)).isZero();
    watch.look(7, 7);
    pass(10);
    assertThat(watch.lag(7)).isZero();
  }

  @Test
  void countsFromTheLookThatFirstSawTheOldestUnseenEntry() {
    watch.look(5, 7);
    pass(3);
    watch.look(5, 9);
    pass(4);
    watch.look(5, 9);
    assertThat(watch.lag(5)).isEqualTo(Duration.ofSeconds(7));
    assertThat(watch.lag(6)).isEqualTo(Duration.ofSeconds(7));
    assertThat(watch.lag(7)).isEqualTo(Duration.ofSeconds(4));
    assertThat(watch.lag(9)).isZero();
  }

  @Test
  void forgetsAnEndThatTurnedOutToBeNone() {
    watch.look(5, 9);
    pass(3);
    watch.look(5, 5);
    assertThat(watch.lag(5)).isZero();
    pass(4);
    watch.look(5, 6);
    pass(1);
    assertThat(watch.lag(5)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void growsWhileALogThatGoesOnIsNotRead() {
    for (int second = 1; second <= 10_000; second++) {
      watch.look(0, second);
      pass(1);
    }
    assertThat(watch.lag(0)).isEqualTo(Duration.ofSeconds(10_000));
    // Looks were forgotten meanwhile, so what is left is right to a few of them.
    assertThat(watch.lag(5_000).toSeconds()).isBetween(4_950L, 5_000L);
    assertThat(watch.lag(10_000)).isZero();
  }
}
