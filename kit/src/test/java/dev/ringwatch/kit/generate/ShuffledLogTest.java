package dev.ringwatch.kit.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShuffledLogTest {

  private static final List<Event> EVENTS =
      Worlds.events(Generator.of(Worlds.small(TrapLevel.HARD, 0.3)));

  private static Map<String, Integer> counts(List<Event> events, Function<Event, Object> what) {
    Map<String, Integer> counts = new TreeMap<>();
    events.forEach(event -> counts.merge(group(event) + what.apply(event), 1, Integer::sum));
    return counts;
  }

  private static String group(Event event) {
    return event.action() + event.timestamp().truncatedTo(ChronoUnit.HOURS);
  }

  @ParameterizedTest
  @EnumSource(ShuffledLog.What.class)
  void keepsWhoIsBusyWhatIsPopularAndWhen(ShuffledLog.What what) {
    List<Event> shuffled = ShuffledLog.of(EVENTS, what, 1);
    assertThat(shuffled).extracting(Event::timestamp).isSorted();
    List<Function<Event, Object>> kept =
        List.of(
            Event::account,
            event -> event.target() + " of " + event.targetOwner(),
            Event::timestamp,
            event -> event.account() + " " + event.ip() + " " + event.device());
    for (Function<Event, Object> one : kept) {
      assertThat(counts(shuffled, one)).isEqualTo(counts(EVENTS, one));
    }
  }

  @Test
  void movesWhatItSaysAndNothingElse() {
    Function<Event, Object> acts = event -> event.account() + " " + event.target();
    Function<Event, Object> times = event -> event.account() + " " + event.timestamp();
    List<Event> byTime = ShuffledLog.of(EVENTS, ShuffledLog.What.TIMES, 1);
    List<Event> byTarget = ShuffledLog.of(EVENTS, ShuffledLog.What.TARGETS, 1);
    assertThat(counts(byTime, acts)).isEqualTo(counts(EVENTS, acts));
    assertThat(counts(byTime, times)).isNotEqualTo(counts(EVENTS, times));
    assertThat(counts(byTarget, times)).isEqualTo(counts(EVENTS, times));
    assertThat(counts(byTarget, acts)).isNotEqualTo(counts(EVENTS, acts));
  }
}
