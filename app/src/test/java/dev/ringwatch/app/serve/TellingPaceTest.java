package dev.ringwatch.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.schema.SearchIndexes.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TellingPaceTest {

  private static final Duration WORK = Duration.ofMillis(200);
  private static final Duration FIVE = Duration.ofSeconds(5);

  private final TellingPace pace = new TellingPace(1_000);

  @Test
  void restsWhenLittleIsLeft() {
    assertThat(pace.restAfter(new Progress(500, 0), WORK, FIVE)).isEqualTo(TellingPace.REST);
    assertThat(pace.restAfter(new Progress(1_000, 999), WORK, FIVE)).isEqualTo(TellingPace.REST);
  }

  @Test
  void goesOnAtAQuarterOfACoreWhileMuchIsLeftAndLittleComes() {
    pace.restAfter(new Progress(0, 50_000), WORK, FIVE);

    assertThat(pace.restAfter(new Progress(1_000, 49_500), WORK, FIVE))
        .isEqualTo(WORK.multipliedBy(3));
    assertThat(pace.restAfter(new Progress(1_000, 48_500), Duration.ofMillis(1), FIVE))
        .isEqualTo(Duration.ofMillis(100));
    assertThat(pace.restAfter(new Progress(1_000, 47_500), Duration.ofSeconds(9), FIVE))
        .isEqualTo(TellingPace.REST);
  }

  @Test
  void leavesAFloodToThoseWhoSendIt() {
    pace.restAfter(new Progress(0, 50_000), WORK, FIVE);

    assertThat(pace.restAfter(new Progress(1_000, 60_000), WORK, FIVE)).isEqualTo(TellingPace.REST);
    assertThat(pace.restAfter(new Progress(1_000, 59_000), WORK, FIVE)).isLessThan(FIVE);
  }

  @Test
  void takesWhatWasThereAtTheStartForNoFlood() {
    assertThat(pace.restAfter(new Progress(1_000, 90_000), WORK, FIVE)).isLessThan(FIVE);
  }
}
