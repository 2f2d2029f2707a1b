package dev.ringwatch.kit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.log.Appended;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.log.UnkeepableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every event log does with one caller at a time: order, identity, exact return, reading,
 * restarts. {@link SharedLogContract} has the rest. Extend both and say how a log is opened.
 */
public abstract class EventLogContract {

  /** The bound of the logs here: never reached. */
  protected static final int MANY = 1_000_000;

  /** For what is not expected to take any time. */
  protected static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  /**
   * Opens a log on this test's store, which is empty the first time in a test and afterwards holds
   * what the logs before left.
   *
   * @param maxWaitingEvents how many events may wait to be written
   */
  protected abstract EventLog open(int maxWaitingEvents);

  /** Opens a log on another store, whatever that holds. */
  protected abstract EventLog openElsewhere();

  /** A new log holds nothing, and appending nothing changes nothing. */
  @Test
  void startsEmptyAndTakesAnEmptyAppend() throws InterruptedException {
    try (EventLog log = open(MANY)) {
      assertThat(log.lastSeq()).isZero();
      assertThat(log.append(List.of())).isEqualTo(new Appended(0, 0, 0));
      assertThat(log.read(0, 10, Duration.ZERO)).isEqualTo(new LogBatch(1, List.of()));
      log.append(List.of(event("a", 0)));
      assertThat(log.append(List.of())).isEqualTo(new Appended(0, 0, 1));
    }
  }

  /** What was read of one log must not be taken for another's. */
  @Test
  void isTheSameLogAfterAnyRestartAndNoOther() {
    UUID id;
    try (EventLog log = open(MANY);
        EventLog other = openElsewhere()) {
      id = log.id();
      log.append(List.of(event("a", 0)));
      assertThat(log.id()).isEqualTo(id);
      assertThat(other.id()).isNotEqualTo(id);
    }
    try (EventLog log = open(MANY)) {
      assertThat(log.id()).isEqualTo(id);
    }
  }

  /** Events and control records, one after the other. */
  @Test
  void numbersEntriesFromOneWithoutGaps() throws InterruptedException {
    ControlRecord model = new ControlRecord("model", new Tick(30), "{\"body\": \"é\n\"}");
    ControlRecord empty = new ControlRecord("heartbeat", new Tick(-1), "");
    try (EventLog log = open(MANY)) {
      assertThat(log.append(model)).isEqualTo(1);
      assertThat(log.append(List.of(event("a", 0), event("b", 0))))
          .isEqualTo(new Appended(2, 0, 3));
      assertThat(log.append(empty)).isEqualTo(4);
      assertThat(log.append(model)).isEqualTo(5);
      assertThat(log.append(List.of(event("c", 0)))).isEqualTo(new Appended(1, 0, 6));
      List<LogEntry> expected =
          List.of(
              model,
              recorded(event("a", 0)),
              recorded(event("b", 0)),
              empty,
              model,
              recorded(event("c", 0)));
      assertThat(readAll(log)).isEqualTo(expected);
      assertThat(log.lastSeq()).isEqualTo(6);
    }
    try (EventLog log = open(MANY)) {
      assertThat(log.lastSeq()).isEqualTo(6);
      assertThat(log.append(empty)).isEqualTo(7);
      assertThat(readAll(log)).hasSize(7).endsWith(model, recorded(event("c", 0)), empty);
    }
  }

  /** Identity is timestamp and id: inside a call, across calls, across a restart. */
  @Test
  void leavesOutWhatItHas() throws InterruptedException {
    AwkwardEvents events = new AwkwardEvents(1);
    Event first = event("a", 0);
    Event other = events.sameIdentity(first);
    Event later = event("a", 1);
    try (EventLog log = open(MANY)) {
      assertThat(log.append(List.of(first, other, event("b", 0), first)))
          .isEqualTo(new Appended(2, 2, 2));
      assertThat(log.append(List.of(other, later))).isEqualTo(new Appended(1, 1, 3));
      assertThat(log.append(List.of(event("b", 0)))).isEqualTo(new Appended(0, 1, 3));
    }
    try (EventLog log = open(MANY)) {
      assertThat(log.append(List.of(other, later, event("b", 1)))).isEqualTo(new Appended(1, 2, 4));
      assertThat(readAll(log))
          .containsExactly(
              recorded(first), recorded(event("b", 0)), recorded(later), recorded(event("b", 1)));
    }
  }

  /** However old the events are, and however many hours they lie in. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void leavesOutWhatItHasFromLongAgo(long seed) throws InterruptedException {
    List<Event> events = new ArrayList<>();
    AwkwardEvents awkward = new AwkwardEvents(seed);
    for (int hour = 0; hour < 60; hour++) {
      for (int i = 0; i < 5; i++) {
        events.add(at(awkward.next(), NOON.minusSeconds(3_600L * 7 * hour + i)));
      }
    }
    try (EventLog log = open(MANY)) {
      assertThat(log.append(events).accepted()).isEqualTo(300);
      assertThat(log.append(events)).isEqualTo(new Appended(0, 300, 300));
    }
    try (EventLog log = open(MANY)) {
      for (int i = 0; i < 300; i += 3) {
        Event same = awkward.sameIdentity(events.get(i));
        Event fresh = at(awkward.next(), same.timestamp());
        assertThat(log.append(List.of(same, fresh))).as("event %s", i).matches(x -> isHalf(x));
      }
      assertThat(readAll(log).subList(0, 300)).isEqualTo(recorded(events));
      assertThat(log.lastSeq()).isEqualTo(400);
    }
  }

  private static boolean isHalf(Appended appended) {
    return appended.accepted() == 1 && appended.duplicates() == 1;
  }

  /** Every field, absent and there, from memory and after a restart. */
  @Test
  void givesEventsBackExactly() throws InterruptedException {
    AwkwardEvents awkward = new AwkwardEvents(4);
    List<Event> events = new ArrayList<>(awkward.everyCombination());
    events.addAll(awkward.atTheEndsOfTime());
    events.add(awkward.longest(20_000));
    events.add(event("plain", 7));
    try (EventLog log = open(MANY)) {
      assertThat(log.append(events).accepted()).isEqualTo(events.size());
      assertThat(readAll(log)).isEqualTo(recorded(events));
    }
    try (EventLog log = open(MANY)) {
      assertThat(readAll(log)).isEqualTo(recorded(events));
      assertThat(log.append(events)).isEqualTo(new Appended(0, events.size(), events.size()));
    }
  }

  /** A call with a breach in it appends nothing. */
  @Test
  void refusesWhatItCannotKeep() {
    try (EventLog log = open(MANY)) {
      for (Event bad :
          List.of(
              event("", 0),
              event("nul\0", 0),
              event("half \uD800", 0),
              at(event("a", 0), NOON.plusNanos(1)),
              at(event("a", 0), Instant.parse("+10000-01-01T00:00:00Z")),
              withAttribute("key", "\uDC00"))) {
        assertThatThrownBy(() -> log.append(List.of(event("good", 0), bad)))
            .isInstanceOf(UnkeepableEventException.class);
      }
      assertThat(log.lastSeq()).isZero();
    }
  }

  /** From any offset, in pieces of any size, before and after a restart. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {5, 6})
  void readsFromAnyOffset(long seed) throws InterruptedException {
    List<LogEntry> expected = new ArrayList<>();
    AwkwardEvents awkward = new AwkwardEvents(seed);
    try (EventLog log = open(MANY)) {
      for (int i = 0; i < 40; i++) {
        List<Event> events = awkward.next(i);
        log.append(events);
        expected.addAll(recorded(events));
        ControlRecord control = new ControlRecord("heartbeat", new Tick(i), "");
        log.append(control);
        expected.add(control);
      }
      assertReads(log, expected);
    }
    try (EventLog log = open(MANY)) {
      assertReads(log, expected);
    }
  }

  private static void assertReads(EventLog log, List<LogEntry> expected)
      throws InterruptedException {
    for (int max : new int[] {1, 7, 100, Integer.MAX_VALUE}) {
      for (int after = 0; after <= expected.size(); after += 13) {
        LogBatch batch = log.read(after, max, Duration.ZERO);
        assertThat(batch.firstSeq()).isEqualTo(after + 1);
        assertThat(batch.entries())
            .hasSizeLessThanOrEqualTo(max)
            .isEqualTo(expected.subList(after, (int) batch.lastSeq()));
        assertThat(batch.entries().isEmpty()).isEqualTo(after == expected.size());
      }
    }
    long end = expected.size();
    assertThat(log.read(end, 1, Duration.ofMillis(1))).isEqualTo(new LogBatch(end + 1, List.of()));
    assertThatThrownBy(() -> log.read(0, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A second writer would number entries twice. */
  @Test
  void letsOneWriterInAtATime() {
    try (EventLog log = open(MANY)) {
      log.append(List.of(event("a", 0)));
      assertThatThrownBy(() -> open(MANY).close())
          .isInstanceOf(LogUnavailableException.class)
          .hasMessageContaining("another");
      assertThat(log.append(List.of(event("b", 0))).lastSeq()).isEqualTo(2);
    }
    try (EventLog next = open(MANY)) {
      assertThat(next.lastSeq()).isEqualTo(2);
    }
  }

  /** Everything in a log, read in pieces. */
  protected static List<LogEntry> readAll(EventLog log) throws InterruptedException {
    List<LogEntry> entries = new ArrayList<>();
    while (entries.size() < log.lastSeq()) {
      LogBatch batch = log.read(entries.size(), 1_000, Duration.ZERO);
      assertThat(batch.firstSeq()).isEqualTo(entries.size() + 1);
      assertThat(batch.entries()).isNotEmpty();
      entries.addAll(batch.entries());
    }
    return entries;
  }

  /** Events as the log holds them. */
  protected static List<LogEntry> recorded(List<Event> events) {
    return events.stream().map(EventLogContract::recorded).toList();
  }

  private static LogEntry recorded(Event event) {
    return new LogEntry.Recorded(event);
  }

  /** A plain event, some microseconds after noon. */
  protected static Event event(String id, int micros) {
    return Event.builder(new AccountId("account"), "login", NOON.plusNanos(1_000L * micros))
        .id(id)
        .build();
  }

  private static Event withAttribute(String name, String value) {
    return Event.builder(new AccountId("account"), "login", NOON)
        .id("id")
        .attributes(Map.of(name, value))
        .build();
  }

  private static Event at(Event event, Instant timestamp) {
    return Event.builder(event.account(), event.action(), timestamp)
        .id(event.id())
        .attributes(event.attributes())
        .build();
  }
}
