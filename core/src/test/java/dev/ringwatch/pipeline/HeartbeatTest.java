package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /** A minute of lateness. */
  private final EmbeddedDriver driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 2, 1);

  private static Event event(String id, long second) {
    return Event.builder(new AccountId("anna"), "login", START.plusSeconds(second)).id(id).build();
  }

  private void beat(long second) {
    driver.accept(new Control.Heartbeat(START.plusSeconds(second)));
  }

  @Test
  void closesTicksAsIfEverySourceHadPassedThem() {
    driver.accept(0, event("a", 10));
    beat(119);
    assertThat(driver.closed()).isEmpty();
    beat(120);
    assertThat(driver.closed()).contains(Tick.of(START));
  }

  @Test
  void closesTicksWithoutEventsToo() {
    driver.accept(0, event("a", 10));
    beat(600);
    assertThat(driver.closed()).contains(Tick.of(START.plusSeconds(8 * 60)));
    driver.accept(0, event("late", 300));
    assertThat(driver.late()).isEqualTo(1);
  }

  @Test
  void changesNothingWhenItsTimeIsPast() {
    driver.accept(0, event("a", 10));
    beat(600);
    beat(60);
    assertThat(driver.closed()).contains(Tick.of(START.plusSeconds(8 * 60)));
    driver.accept(1, event("b", 590));
    driver.closeAllTicks();
    assertThat(driver.late()).isZero();
    assertThat(driver.vectors()).singleElement().matches(vector -> vector.events() == 2);
  }

  @Test
  void movesNothingBeforeTheFirstEvent() {
    beat(600);
    assertThat(driver.closed()).isEmpty();
    assertThat(driver.sampleVectors(5, 1)).isEmpty();
    assertThat(driver.accounts()).isZero();
  }

  @Test
  void refusesATimeBeyondMilliseconds() {
    assertThatThrownBy(() -> new Control.Heartbeat(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fit into milliseconds");
    assertThatThrownBy(() -> new Control.Heartbeat(Instant.ofEpochMilli(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970");
  }
}
