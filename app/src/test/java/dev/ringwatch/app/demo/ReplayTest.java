package dev.ringwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void runsFastUntilItHasCaughtUpAndThenAsTimeDoes() {
    Replay replay = new Replay(NOON.minusSeconds(3_600), NOON, 31);

    assertThat(replay.reached(NOON)).isEqualTo(NOON.minusSeconds(3_600));
    assertThat(replay.reached(NOON.plusSeconds(60))).isEqualTo(NOON.minusSeconds(1_740));
    assertThat(replay.reached(NOON.plusSeconds(120))).isEqualTo(NOON.plusSeconds(120));
    assertThat(replay.reached(NOON.plusSeconds(500))).isEqualTo(NOON.plusSeconds(500));
  }
}
