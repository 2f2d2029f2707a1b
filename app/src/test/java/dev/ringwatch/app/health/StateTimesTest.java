package dev.ringwatch.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.health.ComponentHealth.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTimesTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final StateTimes times = new StateTimes();

  private Instant since(State state, String sentence, int seconds) {
    List<ComponentHealth> parts =
        List.of(
            new ComponentHealth("disk", state, sentence),
            new ComponentHealth("clock", State.OK, ""));
    return times.note(parts, NOON.plusSeconds(seconds)).getFirst().since();
  }

  @Test
  void saysSinceWhenAPartIsInItsStateWhateverItsSentence() {
    assertThat(since(State.OK, "10 GB", 0)).isEqualTo(NOON);
    assertThat(since(State.OK, "9 GB", 5)).isEqualTo(NOON);
    assertThat(since(State.WARN, "4 GB", 9)).isEqualTo(NOON.plusSeconds(9));
    assertThat(since(State.WARN, "3 GB", 20)).isEqualTo(NOON.plusSeconds(9));
    assertThat(since(State.OK, "9 GB", 30)).isEqualTo(NOON.plusSeconds(30));
  }
}
