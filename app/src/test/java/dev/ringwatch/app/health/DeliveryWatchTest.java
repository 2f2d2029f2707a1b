package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.postgres.alert.Backlog.Counts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeliveryWatchTest {

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final AtomicLong nanos = new AtomicLong();

  private ComponentHealth healthOf(Counts counts) {
    DeliveryWatch watch = new DeliveryWatch(() -> counts, nanos::get, LONGEST);
    watch.look();
    assertThat(watch.counts()).isEqualTo(counts);
    return watch.health();
  }

  @Test
  void isWellWhileAlertsArriveInTime() {
    assertThat(healthOf(new Counts(3, 2, Duration.ofMinutes(14), 0, 1, 0)))
        .isEqualTo(new ComponentHealth("delivery", State.OK, "3 alerts wait, for 2 endpoints"));
  }

  @Test
  void warnsWhenOneWaitsForTooLongOrIsGivenUp() {
    assertThat(healthOf(new Counts(3, 2, LONGEST, 1, 0, 0)))
        .isEqualTo(
            new ComponentHealth(
                "delivery",
                State.WARN,
                "the oldest alert has waited for 15 min; 3 alerts wait, for 2 endpoints; 1"
                    + " endpoints fail and are tried now and then"));
    assertThat(healthOf(new Counts(0, 0, Duration.ZERO, 0, 0, 4)))
        .isEqualTo(
            new ComponentHealth(
                "delivery",
                State.WARN,
                "4 were given up within an hour: GET /v1/deliveries?state=dead; 0 alerts wait, for"
                    + " 0 endpoints"));
  }

  @Test
  void restsTwentyTimesAsLongAsItWorkedAndKeepsWhatItSaw() {
    AtomicInteger asked = new AtomicInteger();
    DeliveryWatch watch =
        new DeliveryWatch(
            () -> {
              nanos.addAndGet(1_000);
              if (asked.incrementAndGet() == 2) {
                throw new SQLException("away");
              }
              return new Counts(asked.get(), 1, Duration.ZERO, 0, 0, 0);
            },
            nanos::get,
            LONGEST);
    watch.look();
    nanos.addAndGet(19_999);
    watch.look();
    assertThat(asked).hasValue(1);
    nanos.addAndGet(1);
    watch.look();
    assertThat(asked).hasValue(2);
    assertThat(watch.counts().waiting()).isEqualTo(1);
  }
}
