package dev.ringwatch.kit.log;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Events that are hard to keep exactly: any field absent or there, text in several scripts with
 * quotes, backslashes and control characters, times in microseconds from the year 1 to 9999. Equal
 * seeds give equal events. Used by one thread.
 */
public final class AwkwardEvents {

  /** How many of an event's fields may be absent. */
  private static final int OPTIONAL_FIELDS = 11;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Instant USUAL = Instant.parse("2026-01-05T00:00:00Z");
  private static final int USUAL_SECONDS = 86_400;
  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final int[] CHARACTERS = {
    'a', 'Z', '0', ' ', '"', '\\', '\'', '/', '\b', '\f', '\n', '\r', '\t', 1, 0x1F, 0x7F, 0x80,
    0xE9, 0x7FF, 0x800, 0x2028, 0x4E16, 0xFFFD, 0xFFFF, 0x1F600, 0x10FFFF, '{', '}', ',', ':', '[',
    ']', 'u', 'N'
  };

  private final SplittableRandom random;
  private long made;

  /** Events under a seed. */
  public AwkwardEvents(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The next event, of one day, with an id that no other of this instance has. */
  public Event next() {
    return event(random.nextInt(1 << OPTIONAL_FIELDS), usualTime());
  }

  /** As many of the next events. */
  public List<Event> next(int count) {
    List<Event> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(next());
    }
    return events;
  }

  /** One event for each combination of absent fields. */
  public List<Event> everyCombination() {
    List<Event> events = new ArrayList<>();
    for (int present = 0; present < 1 << OPTIONAL_FIELDS; present++) {
      events.add(event(present, usualTime()));
    }
    return events;
  }

  /** Events at the ends of what a log keeps, and one microsecond inside. */
  public List<Event> atTheEndsOfTime() {
    return List.of(
        event(-1, EARLIEST),
        event(-1, EARLIEST.plusNanos(1_000)),
        event(-1, Instant.parse("1969-12-31T23:59:59.999999Z")),
        event(-1, Instant.EPOCH),
        event(-1, Instant.parse("1999-12-31T23:59:59.999999Z")),
        event(-1, Instant.parse("2000-01-01T00:00:00Z")),
        event(-1, LATEST.minusNanos(1_000)),
        event(-1, LATEST));
  }

  /** An event whose every text is as long as given, in characters of up to four bytes. */
  public Event longest(int characters) {
    Event event = event(-1, usualTime());
    return Event.builder(new AccountId(text(characters)), text(characters), event.timestamp())
        .id(text(characters))
        .ip(text(characters))
        .device(text(characters))
        .session(text(characters))
        .target(text(characters))
        .targetOwner(text(characters))
        .payment(text(characters))
        .userAgent(text(characters))
        .country(text(characters))
        .source(text(characters))
        .attributes(Map.of(text(characters), text(characters)))
        .build();
  }

  /** Another event under the identity of a given one. */
  public Event sameIdentity(Event event) {
    return Event.builder(new AccountId("someone else"), text(9), event.timestamp())
        .id(event.id())
        .build();
  }

  private Event event(int present, Instant timestamp) {
    Instant createdAt = usualTime().minusSeconds(random.nextInt(1 << 30));
    return new Event(
        made++ + "-" + text(random.nextInt(12)),
        new AccountId(text(1 + random.nextInt(12))),
        text(1 + random.nextInt(12)),
        timestamp,
        textIf(present, 0),
        textIf(present, 1),
        textIf(present, 2),
        textIf(present, 3),
        textIf(present, 4),
        OUTCOMES.get(random.nextInt(OUTCOMES.size())),
        random.nextBoolean(),
        textIf(present, 5),
        textIf(present, 6),
        textIf(present, 7),
        isPresent(present, 8) ? createdAt : null,
        textIf(present, 9),
        isPresent(present, 10) ? attributes() : Map.of());
  }

  private Instant usualTime() {
    return USUAL
        .plusSeconds(random.nextInt(USUAL_SECONDS))
        .plusNanos(1_000L * random.nextInt(1_000_000));
  }

  private static boolean isPresent(int present, int field) {
    return (present >>> field & 1) != 0;
  }

  private @Nullable String textIf(int present, int field) {
    return isPresent(present, field) ? text(random.nextInt(20)) : null;
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      attributes.put(text(random.nextInt(8)), text(random.nextInt(30)));
    }
    return attributes;
  }

  private String text(int characters) {
    StringBuilder text = new StringBuilder(2 * characters);
    for (int i = 0; i < characters; i++) {
      text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }
}
