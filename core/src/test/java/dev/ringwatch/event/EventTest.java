package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final AccountId ANNA = new AccountId("anna");
  private static final Instant NOW = Instant.parse("2026-03-02T10:20:30Z");
  private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Event WHOLE =
      new Event(
          "id",
          ANNA,
          "like",
          NOW,
          "192.0.2.1",
          "device",
          "session",
          "target",
          "owner",
          Outcome.FAILURE,
          true,
          "payment",
          "agent",
          "DE",
          BEFORE,
          "source",
          Map.of("name", "value"));

  private static Event.Builder whole() {
    return Event.builder(ANNA, "like", NOW)
        .id("id")
        .ip("192.0.2.1")
        .device("device")
        .session("session")
        .target("target")
        .targetOwner("owner")
        .outcome(Outcome.FAILURE)
        .enforced(true)
        .payment("payment")
        .userAgent("agent")
        .country("DE")
        .accountCreatedAt(BEFORE)
        .source("source")
        .attributes(Map.of("name", "value"));
  }

  @Test
  void isBuiltFieldByField() {
    assertThat(whole().build()).isEqualTo(WHOLE);
  }

  @Test
  void keepsAllButTheIdUnderAnotherId() {
    assertThat(WHOLE.withId("new")).isEqualTo(whole().id("new").build());
  }

  @Test
  void keepsAllButTheSourceFromAnotherSource() {
    assertThat(WHOLE.withSource("new")).isEqualTo(whole().source("new").build());
  }

  @Test
  void takesEmptyTextForAbsent() {
    Event bare = Event.builder(ANNA, "like", NOW).build();
    assertThat(bare.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(
            Event.builder(ANNA, "like", NOW)
                .ip("")
                .device("")
                .session("")
                .target("")
                .targetOwner("")
                .payment("")
                .userAgent("")
                .country("")
                .source("")
                .build())
        .isEqualTo(bare);
  }

  @Test
  void fallsIntoTheTickOfItsTime() {
    assertThat(WHOLE.tick()).isEqualTo(Tick.of(NOW));
  }

  @Test
  void refusesAnActionOfNothing() {
    assertThatThrownBy(() -> Event.builder(ANNA, "", NOW).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("action");
  }

  @Test
  void doesNotChangeWithTheMapItWasBuiltFrom() {
    Map<String, String> attributes = new HashMap<>();
    Event event = Event.builder(ANNA, "like", NOW).attributes(attributes).build();
    attributes.put("name", "value");
    assertThat(event.attributes()).isEmpty();
  }

  @Test
  void takesEmptyTextForAbsentHoweverItIsMade() {
    Event empty =
        new Event(
            "id",
            ANNA,
            "like",
            NOW,
            "",
            "",
            "",
            "",
            "",
            Outcome.UNKNOWN,
            false,
            "",
            "",
            "",
            null,
            "",
            Map.of());
    assertThat(empty).isEqualTo(Event.builder(ANNA, "like", NOW).id("id").build());
  }

  @Test
  void keepsEveryFieldUnderAnotherIdAndSource() {
    Event full = EventVariations.full();
    assertThat(full.withId("other").withId(full.id())).isEqualTo(full);
    assertThat(full.withSource("other").withSource("source one")).isEqualTo(full);
  }
}
