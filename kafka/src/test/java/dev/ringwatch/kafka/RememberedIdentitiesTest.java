package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.log.AwkwardEvents;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedIdentitiesTest {

  @Test
  void knowsTheNewestAndForgetsTheOldest() {
    int least = 5_000;
    RememberedIdentities remembered = new RememberedIdentities(least);
    List<Event> events = new AwkwardEvents(1).next(4 * least);
    for (int i = 0; i < events.size(); i++) {
      assertThat(remembered.holds(remembered.of(events.get(i)))).isFalse();
      remembered.add(remembered.of(events.get(i)));
      int oldest = Math.max(0, i + 1 - least);
      assertThat(remembered.holds(remembered.of(events.get(oldest)))).isTrue();
    }
    assertThat(remembered.holds(remembered.of(events.getFirst()))).isFalse();
    remembered.clear();
    assertThat(remembered.holds(remembered.of(events.getLast()))).isFalse();
  }

  @Test
  void tellsIdentitiesByTimeAndId() {
    RememberedIdentities remembered = new RememberedIdentities(10);
    Event event = new AwkwardEvents(2).next();
    Event later =
        Event.builder(event.account(), event.action(), event.timestamp().plusNanos(1_000))
            .id(event.id())
            .build();
    assertThat(remembered.of(new AwkwardEvents(3).sameIdentity(event)))
        .isEqualTo(remembered.of(event));
    assertThat(remembered.of(later)).isNotEqualTo(remembered.of(event));
    assertThat(remembered.of(event.withId(event.id() + "x"))).isNotEqualTo(remembered.of(event));
  }
}
