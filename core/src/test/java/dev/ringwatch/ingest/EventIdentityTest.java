package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdentityTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private static Event.Builder event(String account, int second) {
    return Event.builder(new AccountId(account), "login", START.plusSeconds(second));
  }

  private final List<Event> identified = new ArrayList<>();
  private final EventIdentity identity = new EventIdentity(identified::add);

  private List<Event> identify(List<Event> events) {
    identified.clear();
    events.forEach(identity::accept);
    identity.finish();
    return List.copyOf(identified);
  }

  @Test
  void keepsTenEqualLoginsWithoutIdsTen() {
    List<Event> events = identify(Collections.nCopies(10, event("a", 0).build()));
    assertThat(events).hasSize(10).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(events.getFirst().id()).matches("c-[0-9a-f]{32}-0");
    assertThat(events.getLast().id()).isEqualTo(events.getFirst().id().replaceAll("-0$", "-9"));
    assertThat(identity.duplicates()).isZero();
  }

  @Test
  void dropsASecondEventOfTheSameTimestampAndId() {
    Event event = event("a", 0).id("e1").build();
    assertThat(identify(List.of(event, event("b", 0).id("e2").build(), event)))
        .extracting(Event::id)
        .containsExactly("e1", "e2");
    assertThat(identity.duplicates()).isEqualTo(1);
  }

  @Test
  void keepsEventsOfOneIdAtDifferentTimestamps() {
    assertThat(identify(List.of(event("a", 0).id("e1").build(), event("a", 1).id("e1").build())))
        .hasSize(2);
  }

  @Test
  void makesIdsThatStayTheSameFromRunToRun() {
    Event event =
        event("a", 0).attributes(Map.of("x", "1", "y", "2", "z", "3")).ip("1.2.3.4").build();
    assertThat(identify(List.of(event)))
        .extracting(Event::id)
        .containsExactly("c-3bf05746832a82dfcf08cf970721b63c-0");
  }

  @Test
  void makesDifferentIdsForEventsThatDifferInAnyField() {
    List<Event> events =
        List.of(
            event("a", 0).build(),
            event("b", 0).build(),
            event("a", 0).ip("x").build(),
            event("a", 0).device("x").build(),
            event("a", 0).session("x").build(),
            event("a", 0).target("x").build(),
            event("a", 0).targetOwner("x").build(),
            event("a", 0).payment("x").build(),
            event("a", 0).userAgent("x").build(),
            event("a", 0).country("x").build(),
            event("a", 0).source("x").build(),
            event("a", 0).enforced(true).build(),
            event("a", 0).accountCreatedAt(START).build(),
            event("a", 0).attributes(Map.of("x", "y")).build(),
            event("a", 0).attributes(Map.of("xy", "")).build());
    assertThat(identify(events))
        .extracting(Event::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.endsWith("-0"));
  }

  @Test
  void refusesEventsThatComeTooLate() {
    identity.accept(event("a", 5).build());
    assertThatThrownBy(() -> identity.accept(event("a", 4).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order of their timestamps");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void doesNotDependOnTheOrderWithinATimestamp(long seed) {
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String id = random.nextBoolean() ? "" : "e" + random.nextInt(40);
      events.add(event("a" + random.nextInt(5), random.nextInt(20)).id(id).build());
    }
    Set<Set<Event>> results = new HashSet<>();
    Set<Long> duplicates = new HashSet<>();
    for (int shuffle = 0; shuffle < 5; shuffle++) {
      Collections.shuffle(events, random);
      events.sort(Comparator.comparing(Event::timestamp));
      long before = identity.duplicates();
      results.add(Set.copyOf(identify(events)));
      duplicates.add(identity.duplicates() - before);
    }
    assertThat(results).as("seed %s", seed).hasSize(1);
    assertThat(duplicates).as("seed %s", seed).hasSize(1);
    assertThat(duplicates).doesNotContain(0L);
  }
}
