package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.ingest.EventIdentity;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a tick that is still open, in the order of arrival; if asked for, also by account.
 * Not thread-safe.
 */
final class OpenTick {

  private static final int FIRST_ROOM = 10;
  private static final int NONE = -1;

  private Event[] events = new Event[FIRST_ROOM];
  private int size;

  /** By account, its newest event's place; null if nobody asks by account. */
  private final @Nullable Map<AccountId, Integer> newest;

  /** By event, the place of the one before it of the same account, or {@link #NONE}. */
  private int[] before = new int[0];

  /** Whether a frozen view has the events too. */
  private boolean shared;

  OpenTick(boolean byAccount) {
    newest = byAccount ? new HashMap<>() : null;
  }

  void add(Event event) {
    if (size == events.length) {
      events = Arrays.copyOf(events, size + (size >> 1));
    }
    events[size] = event;
    if (newest != null) {
      Integer last = newest.put(event.account(), size);
      before = size < before.length ? before : Arrays.copyOf(before, events.length);
      before[size] = last == null ? NONE : last;
    }
    size++;
  }

  int size() {
    return size;
  }

  /** Shows an account's events, the one that came last first. O(its events in the tick). */
  void forEach(AccountId account, Consumer<Event> visitor) {
    if (newest == null) {
      throw new IllegalStateException("these events are not kept by account");
    }
    Integer last = newest.get(account);
    for (int place = last == null ? NONE : last; place != NONE; place = before[place]) {
      visitor.accept(events[place]);
    }
  }

  /**
   * All events in canonical order without duplicates. No event is to be added afterwards; if it is
   * kept by account, the tick can still be asked.
   */
  List<Event> close() {
    if (shared || newest != null) {
      return EventIdentity.distinctInOrder(Arrays.asList(Arrays.copyOf(events, size)));
    }
    return EventIdentity.distinctInOrder(Arrays.asList(events).subList(0, size));
  }

  /** Whether an event comes before another, or is it, in canonical order. */
  static boolean isUpTo(Event event, Event last) {
    return Event.CANONICAL_ORDER.compare(event, last) <= 0;
  }

  /** The events as they are now, to be written while more come: O(1), for they are only added. */
  Frozen freeze() {
    shared = true;
    Event[] held = events;
    int heldSize = size;
    return out -> {
      out.putInt(heldSize);
      for (int place = 0; place < heldSize; place++) {
        EventCodec.write(held[place], out);
      }
    };
  }

  /** Takes in the events that {@link #freeze} froze. */
  void read(BlockReader in) throws IOException {
    for (int left = in.readCount(); left > 0; left--) {
      add(EventCodec.read(in));
    }
  }
}
