package dev.ringwatch.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogRulesTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:20:30.123456Z");

  private static Event.Builder event() {
    return Event.builder(new AccountId("anna"), "like", NOW).id("id");
  }

  @Test
  void hasNothingAgainstAnEventThatSaysLittle() {
    assertThat(LogRules.problem(event().build())).isEmpty();
  }

  @Test
  void refusesAnEventWithoutAnId() {
    assertThat(LogRules.problem(event().id("").build())).hasValue("event_id is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, true",
    "0000-12-31T23:59:59.999999Z, false",
    "9999-12-31T23:59:59.999999Z, true",
    "+10000-01-01T00:00:00Z, false",
    "2026-03-02T10:20:30.123456Z, true",
    "2026-03-02T10:20:30.123456001Z, false"
  })
  void keepsTimesInMicrosecondsOfTheYears1To9999(Instant time, boolean kept) {
    Event at = Event.builder(new AccountId("anna"), "like", time).id("id").build();
    assertThat(LogRules.problem(at).isEmpty()).isEqualTo(kept);
    Event openedAt = event().accountCreatedAt(time).build();
    assertThat(LogRules.problem(openedAt).isEmpty()).isEqualTo(kept);
    if (!kept) {
      assertThat(LogRules.problem(at).orElseThrow()).startsWith("timestamp " + time);
      assertThat(LogRules.problem(openedAt).orElseThrow()).startsWith("account_created_at " + time);
    }
  }

  /** Every text of an event, by its place. */
  private static List<BiFunction<Event.Builder, String, Event.Builder>> texts() {
    return List.of(
        Event.Builder::id,
        (event, text) -> Event.builder(new AccountId(text), "like", NOW).id("id"),
        (event, text) -> Event.builder(new AccountId("anna"), text, NOW).id("id"),
        Event.Builder::ip,
        Event.Builder::device,
        Event.Builder::session,
        Event.Builder::target,
        Event.Builder::targetOwner,
        Event.Builder::payment,
        Event.Builder::userAgent,
        Event.Builder::country,
        Event.Builder::source,
        (event, text) -> event.attributes(Map.of("a", "b", text, "c")),
        (event, text) -> event.attributes(Map.of("a", "b", "c", text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void looksIntoEveryText(BiFunction<Event.Builder, String, Event.Builder> place) {
    assertThat(LogRules.problem(place.apply(event(), "as usual").build())).isEmpty();
    assertThat(LogRules.problem(place.apply(event(), "\0").build()).orElseThrow())
        .contains("NUL or half a character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\0", "\uDC00", "a\uD800", "\uD800b", "\uD800\uD800\uDC00", "\uD83D\uDE00\uDE00"})
  void refusesNulAndHalvesOfSurrogatePairsWhereverTheyStand(String text) {
    assertThat(LogRules.problem(event().target(text).build())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D\uDE00", "a\uD83D\uDE00b\uD83D\uDE00", "\uE000", "\uFFFF", "\1"})
  void keepsAllOtherCharacters(String text) {
    assertThat(LogRules.problem(event().target(text).build())).isEmpty();
  }
}
