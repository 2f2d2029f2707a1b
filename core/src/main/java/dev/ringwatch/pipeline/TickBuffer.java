package dev.ringwatch.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.Frozen;
import dev.ringwatch.ingest.EventIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the events of open ticks until every source has passed them, then hands out each closed
 * tick in canonical order without duplicates. The watermark is the smallest, over sources, of the
 * latest event time less the allowed lateness; an event of a tick that is closed already counts in
 * the earliest open one, and is counted late. Of the events with one identity the one stays that
 * {@link EventIdentity#staying} says, whichever came first. Not thread-safe; memory for the open
 * ticks only.
 */
final class TickBuffer {

  private final long latenessMillis;
  private final boolean byAccount;
  private final long[] latestMillis;
  private final TreeMap<Long, OpenTick> open = new TreeMap<>();
  private final BiConsumer<Tick, List<Event>> onClosed;
  private long closedMinute = Long.MIN_VALUE;
  private long currentMinute = Long.MIN_VALUE;
  private OpenTick current;

  /** Ticks that have closed and are to be handed out, the first of which may just be. */
  private final TreeMap<Long, OpenTick> due = new TreeMap<>();

  /** The tick that is being handed out, and the last of its events that its taker has applied. */
  private @Nullable Tick closing;

  private @Nullable Event applied;
  private long late;
  private long duplicates;

  /**
   * A buffer without events.
   *
   * @param byAccount whether {@link #openEvents} will be asked
   * @param onClosed takes each closed tick that holds events
   */
  TickBuffer(
      int sources, Duration lateness, boolean byAccount, BiConsumer<Tick, List<Event>> onClosed) {
    this.latenessMillis = lateness.toMillis();
    this.byAccount = byAccount;
    this.latestMillis = new long[sources];
    this.onClosed = onClosed;
    this.current = new OpenTick(byAccount);
    Arrays.fill(latestMillis, Long.MIN_VALUE);
  }

  void add(int source, Event event) {
    long millis = event.timestamp().toEpochMilli();
    long minute = Math.floorDiv(millis, Tick.MILLIS);
    if (minute <= closedMinute) {
      late++;
      minute = closedMinute + 1;
    }
    if (minute != currentMinute) {
      current = open.computeIfAbsent(minute, opened -> new OpenTick(byAccount));
      currentMinute = minute;
    }
    current.add(event);
    if (millis > latestMillis[source]) {
      boolean crossed = Math.floorDiv(latestMillis[source], Tick.MILLIS) != minute;
      latestMillis[source] = millis;
      if (crossed || latenessMillis > 0) {
        closeThrough(lastMinuteBefore(watermark()));
      }
    }
  }

  /** Closes ticks as if every source had handed in an event of a time. */
  void pass(long millis) {
    for (int source = 0; source < latestMillis.length; source++) {
      latestMillis[source] = Math.max(latestMillis[source], millis);
    }
    closeThrough(lastMinuteBefore(watermark()));
  }

  private long watermark() {
    long watermark = Long.MAX_VALUE;
    for (long latest : latestMillis) {
      watermark = Math.min(watermark, latest);
    }
    return watermark == Long.MIN_VALUE ? watermark : watermark - latenessMillis;
  }

  private static long lastMinuteBefore(long millis) {
    return millis == Long.MIN_VALUE ? millis : Math.floorDiv(millis, Tick.MILLIS) - 1;
  }

  /** Closes every tick that holds events, as if every source had ended. */
  void closeAll() {
    if (!open.isEmpty()) {
      closeThrough(open.lastKey());
    }
  }

  /**
   * Closes ticks, and hands them out unless that is being done: what closes while a tick is handed
   * out is handed out after it.
   */
  private void closeThrough(long minute) {
    if (minute <= closedMinute) {
      return;
    }
    closedMinute = minute;
    currentMinute = Long.MIN_VALUE;
    while (!open.isEmpty() && open.firstKey() <= minute) {
      Map.Entry<Long, OpenTick> closed = open.pollFirstEntry();
      due.put(closed.getKey(), closed.getValue());
    }
    while (closing == null && !due.isEmpty()) {
      handOut(due.firstEntry());
    }
  }

  private void handOut(Map.Entry<Long, OpenTick> closed) {
    List<Event> events = closed.getValue().close();
    duplicates += closed.getValue().size() - events.size();
    Tick tick = new Tick(closed.getKey());
    closing = tick;
    onClosed.accept(tick, events);
    closing = null;
    applied = null;
    due.remove(closed.getKey());
  }

  /** Says that a tick which is being handed out has been applied up to one of its events. */
  void applied(Event last) {
    applied = last;
  }

  /** The tick that is being handed out; null between ticks. */
  @Nullable Tick closing() {
    return closing;
  }

  /** How many events lie in ticks that were not handed out whole. O(such ticks). */
  long size() {
    return Stream.concat(due.values().stream(), open.values().stream())
        .mapToLong(OpenTick::size)
        .sum();
  }

  /** How far any source has come, in milliseconds since 1970; the smallest number before all. */
  long latestMillis() {
    return Arrays.stream(latestMillis).max().orElseThrow();
  }

  /** The last minute that every source has passed, whether it held events or not. */
  long closedMinute() {
    return closedMinute;
  }

  /** Events that came after their tick had closed. */
  long late() {
    return late;
  }

  /** Events left out because another with their identity is there. */
  long duplicates() {
    return duplicates;
  }

  /**
   * An account's events by tick, as the ticks would hand them out if they closed now; of the tick
   * that is being handed out, those that have not been {@link #applied}. Only an event of another
   * account with the same identity is not looked for. O(open ticks + n log n) in the account's own
   * events.
   */
  SortedMap<Tick, List<Event>> openEvents(AccountId account) {
    SortedMap<Tick, List<Event>> events = new TreeMap<>();
    due.forEach((minute, tick) -> {
      boolean inHand = closing != null && closing.epochMinute() == minute;
      collect(account, tick, minute, events, inHand ? applied : null);
    });
    open.forEach((minute, tick) -> collect(account, tick, minute, events, null));
    return events;
  }

  /**
   * An account's events of the tick that is being handed out which have been {@link #applied}; none
   * between ticks. O(n) in the account's own events.
   */
  List<Event> appliedEvents(AccountId account) {
    List<Event> events = new ArrayList<>();
    Event last = applied;
    if (closing != null && last != null) {
      due.firstEntry()
          .getValue()
          .forEach(
              account,
              event -> {
                if (OpenTick.isUpTo(event, last)) {
                  events.add(event);
                }
              });
    }
    return events;
  }

  private static void collect(
      AccountId account,
      OpenTick tick,
      long minute,
      SortedMap<Tick, List<Event>> events,
      @Nullable Event last) {
    List<Event> own = new ArrayList<>();
    tick.forEach(
        account,
        event -> {
          if (last == null || !OpenTick.isUpTo(event, last)) {
            own.add(event);
          }
        });
    if (!own.isEmpty()) {
      events.put(new Tick(minute), EventIdentity.distinctInOrder(own));
    }
  }

  /** All as it is now, to be written while it changes. O(sources + open ticks). */
  Frozen freeze() {
    if (!due.isEmpty()) {
      throw new IllegalStateException("the ticks cannot be frozen while one is handed out");
    }
    long[] heldLatest = latestMillis.clone();
    long heldMinute = closedMinute;
    long heldLate = late;
    long heldDuplicates = duplicates;
    List<Frozen> parts = new ArrayList<>();
    parts.add(out -> {
      out.putLongs(heldLatest, heldLatest.length);
      out.putLong(heldMinute);
      out.putLong(heldLate);
      out.putLong(heldDuplicates);
    });
    int count = open.size();
    parts.add(out -> out.putInt(count));
    for (Map.Entry<Long, OpenTick> tick : open.entrySet()) {
      long minute = tick.getKey();
      parts.add(out -> out.putLong(minute));
      parts.add(tick.getValue().freeze());
    }
    return Frozen.all(parts);
  }

  /** Takes in what {@link #freeze} froze, of as many sources. */
  void read(BlockReader in) throws IOException {
    in.readLongs(latestMillis, latestMillis.length);
    closedMinute = in.readLong();
    late = in.readLong();
    duplicates = in.readLong();
    for (int left = in.readCount(); left > 0; left--) {
      OpenTick tick = new OpenTick(byAccount);
      long minute = in.readLong();
      tick.read(in);
      open.put(minute, tick);
    }
  }
}
