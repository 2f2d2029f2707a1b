package dev.ringwatch.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.alert.Evidence;
import dev.ringwatch.app.detection.DetectionStatus;
import dev.ringwatch.app.detection.DetectionStatus.State;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LagWatcherTest {

  private static final LagWatcher WATCHER =
      new LagWatcher(Duration.ofMinutes(2), RiskConfig.ofDefaults());
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:30Z");

  private static Evidence look(State state, Duration waited, String failure) {
    return WATCHER.look(
        new DetectionStatus(state, 5, 9, Optional.empty(), 1, 0, 0, 0, failure), waited, NOW);
  }

  @Test
  void isFiftyAtTheLimitAndAHundredAtTwice() {
    assertThat(look(State.LIVE, Duration.ZERO, "").score()).isZero();
    Evidence limit = look(State.BEHIND, Duration.ofMinutes(2), "");
    assertThat(limit.score()).isEqualTo(50);
    assertThat(limit.dedupKey()).isEqualTo("lag:detection");
    assertThat(limit.reasons())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.points()).isEqualTo(50);
          assertThat(reason.sentence())
              .isEqualTo(
                  "the oldest event that is not scored has been waiting for 120 s; the limit is"
                      + " 120 s");
        });
    assertThat(look(State.CATCHING_UP, Duration.ofDays(9), "").score()).isEqualTo(100);
  }

  @Test
  void isAHundredWhenDetectionStandsStill() {
    Evidence evidence = look(State.FAILED, Duration.ZERO, "no room on the disk");
    assertThat(evidence.score()).isEqualTo(100);
    assertThat(evidence.band()).isEqualTo(Band.HIGH);
    assertThat(evidence.reasons().getFirst().sentence())
        .isEqualTo("detection stands still: no room on the disk");
    assertThat(look(State.LEFT_TO_FLINK, Duration.ZERO, "no checkpoint for 11 min").score())
        .isEqualTo(100);
    assertThat(look(State.LEFT_TO_FLINK, Duration.ZERO, "").score()).isZero();
  }
}
