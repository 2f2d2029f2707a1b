package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
  private final AtomicLong nanos = new AtomicLong();
  private final ClockWatch watch =
      new ClockWatch(
          wall::get,
          nanos::get,
          new HealthLimits.Pair(Duration.ofSeconds(2), Duration.ofSeconds(30)));

  private void pass(Duration even, Duration shown) {
    nanos.addAndGet(even.toNanos());
    wall.updateAndGet(before -> before.plus(shown));
    watch.look();
  }

  private void compare(double secondsAhead) {
    Instant other = NOON.plusMillis((long) (secondsAhead * 1_000));
    watch.compare(NOON, other, NOON.plusMillis(500));
  }

  @Test
  void isContentWhileBothClocksPassAlike() {
    pass(Duration.ofHours(5), Duration.ofHours(5).plusMillis(900));
    compare(0.3);
    assertThat(watch.offset()).isZero();
    assertThat(watch.jumps()).isZero();
    assertThat(watch.health().state()).isEqualTo(State.OK);
  }

  @Test
  void warnsAndFailsByHowFarTheDatabasesClockIsAtLeast() {
    compare(2.4);
    assertThat(watch.health().state()).isEqualTo(State.OK);
    compare(2.5);
    assertThat(watch.offset()).isEqualTo(Duration.ofSeconds(2));
    assertThat(watch.health().state()).isEqualTo(State.WARN);
    assertThat(watch.health().sentence())
        .isEqualTo("the database's clock is 2 s ahead of the server's");
    compare(-31);
    assertThat(watch.health().state()).isEqualTo(State.FAIL);
    assertThat(watch.health().sentence())
        .isEqualTo("the database's clock is 31 s behind the server's");
    compare(0);
    assertThat(watch.health().state()).isEqualTo(State.OK);
  }

  @Test
  void remembersAJumpForTenMinutes() {
    pass(Duration.ofSeconds(1), Duration.ofSeconds(-3_599));
    assertThat(watch.jumps()).isEqualTo(1);
    assertThat(watch.health().state()).isEqualTo(State.WARN);
    assertThat(watch.health().sentence()).isEqualTo("it jumped by -3600 s, 0 s ago");
    pass(Duration.ofMinutes(9), Duration.ofMinutes(9));
    assertThat(watch.health().state()).isEqualTo(State.WARN);
    pass(Duration.ofMinutes(1), Duration.ofMinutes(1));
    assertThat(watch.health().state()).isEqualTo(State.OK);
    assertThat(watch.jumps()).isEqualTo(1);
  }
}
