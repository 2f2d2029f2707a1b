package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-02T10:20:00Z",
        "2026-03-02T10:20:59.999999999Z",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "1969-12-31T23:59:00Z"
      })
  void isTheMinuteThatHoldsAnInstantAlsoBefore1970(Instant instant) {
    Tick tick = Tick.of(instant);
    assertThat(tick.start()).isEqualTo(instant.truncatedTo(ChronoUnit.MINUTES));
    assertThat(tick.end()).isEqualTo(tick.start().plusMillis(Tick.MILLIS));
    assertThat(Tick.of(tick.end())).isEqualTo(tick.next()).isGreaterThan(tick);
    assertThat(tick.compareTo(new Tick(tick.epochMinute()))).isZero();
  }
}
