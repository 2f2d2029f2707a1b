package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.health.ComponentHealth.State;
import dev.ringwatch.log.LogUnavailableException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LogWatchTest {

  private OptionalLong unordered = OptionalLong.of(7);
  private boolean away;

  private final LogWatch watch =
      LogWatch.ofKafka(
          () -> {
            if (away) {
              throw new LogUnavailableException("the brokers did not say");
            }
            return unordered;
          },
          () -> 3);

  private ComponentHealth looked() {
    watch.look();
    return watch.health().orElseThrow();
  }

  @Test
  void saysWhatWaitsForAPlaceAndForTheDatabase() {
    assertThat(looked())
        .isEqualTo(
            new ComponentHealth(
                "log", State.OK, "7 records wait for their places, and 3 entries to be stored"));
    assertThat(watch.unorderedRecords()).hasValue(7);
    assertThat(watch.uncopiedEntries()).isEqualTo(3);
  }

  @Test
  void warnsWhenMuchWaitsAndWhenNobodySays() {
    unordered = OptionalLong.of(100_001);
    assertThat(looked().state()).isEqualTo(State.WARN);
    away = true;
    assertThat(looked())
        .isEqualTo(new ComponentHealth("log", State.WARN, "the brokers did not say"));
    assertThat(watch.unorderedRecords()).isEmpty();
  }

  @Test
  void leavesItToTheOtherServerWhereItStandsBy() {
    unordered = OptionalLong.empty();
    assertThat(looked().state()).isEqualTo(State.OK);
    assertThat(looked().sentence()).contains("another server");
  }

  @Test
  void saysNothingOfALogInTheDatabase() {
    try (LogWatch none = LogWatch.ofDatabase()) {
      none.look();
      assertThat(none.health()).isEmpty();
      assertThat(none.unorderedRecords()).hasValue(0);
    }
  }
}
