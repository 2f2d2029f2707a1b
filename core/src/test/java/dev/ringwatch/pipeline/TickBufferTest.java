package dev.ringwatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickBufferTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final List<String> closed = new ArrayList<>();

  private TickBuffer buffer(int sources, Duration lateness) {
    return new TickBuffer(
        sources,
        lateness,
        false,
        (tick, events) -> closed.add(tick.start() + " " + events.stream().map(Event::id).toList()));
  }

  private static Event event(String id, long second) {
    return Event.builder(new AccountId("anna"), "login", START.plusSeconds(second)).id(id).build();
  }

  @Test
  void closesATickWhenTheWatermarkPassesIt() {
    TickBuffer buffer = buffer(1, Duration.ofSeconds(30));
    buffer.add(0, event("b", 40));
    buffer.add(0, event("a", 20));
    buffer.add(0, event("c", 89));
    assertThat(closed).isEmpty();
    buffer.add(0, event("d", 90));
    assertThat(closed).containsExactly("2026-01-05T00:00:00Z [a, b]");
  }

  @Test
  void waitsForTheSlowestSource() {
    TickBuffer buffer = buffer(2, Duration.ZERO);
    buffer.add(0, event("a", 10));
    buffer.add(0, event("late-looking", 600));
    assertThat(closed).isEmpty();
    buffer.add(1, event("b", 5));
    assertThat(closed).isEmpty();
    buffer.add(1, event("c", 60));
    assertThat(closed).containsExactly("2026-01-05T00:00:00Z [b, a]");
    assertThat(buffer.late()).isZero();
  }

  @Test
  void countsALateEventInTheEarliestOpenTick() {
    TickBuffer buffer = buffer(1, Duration.ZERO);
    buffer.add(0, event("a", 10));
    buffer.add(0, event("b", 130));
    buffer.add(0, event("late", 20));
    buffer.closeAll();
    assertThat(closed)
        .containsExactly("2026-01-05T00:00:00Z [a]", "2026-01-05T00:02:00Z [late, b]");
    assertThat(buffer.late()).isEqualTo(1);
  }

  @Test
  void ordersByTimeThenIdAndDropsDuplicates() {
    TickBuffer buffer = buffer(1, Duration.ofMinutes(1));
    buffer.add(0, event("z", 10));
    buffer.add(0, event("a", 10));
    buffer.add(0, event("z", 10));
    buffer.add(0, event("z", 11));
    buffer.closeAll();
    assertThat(closed).containsExactly("2026-01-05T00:00:00Z [a, z, z]");
    assertThat(buffer.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsTheSameOfTwoContentsWhicheverCameFirst() {
    List<String> kept = new ArrayList<>();
    for (boolean swapped : new boolean[] {false, true}) {
      TickBuffer buffer =
          new TickBuffer(
              1,
              Duration.ofMinutes(1),
              false,
              (tick, events) -> events.forEach(event -> kept.add(event.account().value())));
      for (String account : swapped ? List.of("bert", "anna") : List.of("anna", "bert")) {
        buffer.add(0, Event.builder(new AccountId(account), "login", START).id("x").build());
      }
      buffer.closeAll();
      assertThat(buffer.duplicates()).isEqualTo(1);
    }
    assertThat(kept).hasSize(2);
    assertThat(kept.get(1)).isEqualTo(kept.get(0));
  }
}
