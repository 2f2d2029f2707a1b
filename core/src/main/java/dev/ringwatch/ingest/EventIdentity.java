package dev.ringwatch.ingest;

import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gives an id to every event that has none and drops duplicates. Identity is (timestamp, id). An id
 * is made from the content: {@code c-}, a 128-bit hash of all fields, and the ordinal among equal
 * events of the same timestamp, so that ten equal logins in one second stay ten. Of two events with
 * equal timestamp and id but different content, the one with the smaller content hash stays.
 *
 * <p>Events come in the order of their timestamps; the order among equal timestamps does not
 * matter: which events stay, and under which ids, is the same. They leave in the order of timestamp
 * and, within a timestamp, as they came. Memory holds the events of one timestamp. Used by one
 * thread.
 */
public final class EventIdentity {

  private final Consumer<Event> identified;
  private final List<Event> sameTime = new ArrayList<>();
  private long duplicates;

  /** A step before the given one. */
  public EventIdentity(Consumer<Event> identified) {
    this.identified = identified;
  }

  /** Takes the next event; it leaves once an event of a later timestamp, or the end, has come. */
  public void accept(Event event) {
    if (!sameTime.isEmpty()) {
      Instant timestamp = sameTime.getFirst().timestamp();
      int order = event.timestamp().compareTo(timestamp);
      if (order < 0) {
        throw new IllegalArgumentException(
            "events must come in the order of their timestamps, but "
                + event.timestamp()
                + " came after "
                + timestamp);
      }
      if (order > 0) {
        release();
      }
    }
    sameTime.add(event);
  }

  /** Lets the last events leave. */
  public void finish() {
    release();
  }

  /** How many events were dropped as duplicates. */
  public long duplicates() {
    return duplicates;
  }

  private void release() {
    if (sameTime.size() == 1) {
      Event only = sameTime.getFirst();
      identified.accept(only.id().isEmpty() ? only.withId(ContentHash.of(only).id(0)) : only);
    } else if (!sameTime.isEmpty()) {
      releaseDistinct();
    }
    sameTime.clear();
  }

  private void releaseDistinct() {
    Map<ContentHash, Integer> equal = new HashMap<>();
    Map<String, Event> distinct = LinkedHashMap.newLinkedHashMap(sameTime.size());
    for (Event event : sameTime) {
      Event named = event;
      if (event.id().isEmpty()) {
        ContentHash hash = ContentHash.of(event);
        named = event.withId(hash.id(equal.merge(hash, 1, Integer::sum) - 1));
      }
      distinct.merge(named.id(), named, EventIdentity::staying);
    }
    duplicates += sameTime.size() - distinct.size();
    distinct.values().forEach(identified);
  }

  /**
   * Which of two events with equal timestamp and id stays: the one with the smaller content hash,
   * whichever came first.
   */
  public static Event staying(Event one, Event other) {
    return ContentHash.of(one).compareTo(ContentHash.of(other)) <= 0 ? one : other;
  }

  /**
   * Puts events that have ids into canonical order ({@link Event#CANONICAL_ORDER}), of each
   * identity the one that stays, whichever came first. O(n log n).
   *
   * @param events is put into order
   * @return the part of the list that holds one of each identity
   */
  public static List<Event> distinctInOrder(List<Event> events) {
    events.sort(Event.CANONICAL_ORDER);
    int kept = 0;
    for (Event event : events) {
      if (kept > 0 && Event.CANONICAL_ORDER.compare(events.get(kept - 1), event) == 0) {
        events.set(kept - 1, staying(events.get(kept - 1), event));
      } else {
        events.set(kept++, event);
      }
    }
    return events.subList(0, kept);
  }
}
