package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean away = new AtomicBoolean();
  private final ClockWatch clock =
      new ClockWatch(
          InstantSource.fixed(NOON),
          nanos::get,
          new HealthLimits.Pair(Duration.ofSeconds(2), Duration.ofSeconds(30)));
  private final DatabaseWatch watch =
      new DatabaseWatch(this::answer, clock, nanos::get, Duration.ofSeconds(10));

  private Instant answer() throws SQLException {
    pass(1);
    if (away.get()) {
      throw new SQLException("connection refused");
    }
    return NOON.plusSeconds(5);
  }

  private void pass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void saysWhatAnAnswerTookAndWhatTimeItIsThere() {
    watch.look();
    assertThat(watch.took()).isEqualTo(Duration.ofSeconds(1));
    assertThat(clock.offset()).isEqualTo(Duration.ofSeconds(5));
    assertThat(watch.health().sentence()).isEqualTo("it answers in 1000 ms");
  }

  @Test
  void warnsAtTheFirstFailureAndFailsOnceItLasts() {
    watch.look();
    away.set(true);
    watch.look();
    assertThat(watch.health())
        .isEqualTo(
            new ComponentHealth("database", State.WARN, "it does not answer: connection refused"));
    pass(9);
    watch.look();
    assertThat(watch.health().state()).isEqualTo(State.FAIL);
    assertThat(watch.health().sentence())
        .isEqualTo("it has not answered for 11 s: connection refused");
    away.set(false);
    watch.look();
    assertThat(watch.health().state()).isEqualTo(State.OK);
  }

  @Test
  void failsWhenNobodyComesBackFromAsking() {
    watch.look();
    pass(10);
    assertThat(watch.health())
        .isEqualTo(new ComponentHealth("database", State.FAIL, "it has not answered for 10 s"));
  }
}
