package dev.ringwatch.pipeline;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.ingest.EventIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Holds the events of open ticks until every source has passed them, then hands out each closed
 * tick in canonical order without duplicates. The watermark is the smallest, over sources, of the
 * latest event time less the allowed lateness; an event of a tick that is closed already counts in
 * the earliest open one, and is counted late. Of the events with one identity the one stays that
 * {@link EventIdentity#staying} says, whichever came first. Not thread-safe; memory for the open
 * ticks only.
 */
final class TickBuffer {

  private static final Comparator<Event> CANONICAL =
      Comparator.comparing(Event::timestamp).thenComparing(Event::id);

  private final long latenessMillis;
  private final long[] latestMillis;
  private final TreeMap<Long, List<Event>> open = new TreeMap<>();
  private final BiConsumer<Tick, List<Event>> onClosed;
  private long closedMinute = Long.MIN_VALUE;
  private long currentMinute = Long.MIN_VALUE;
  private List<Event> current = new ArrayList<>();
  private long late;
  private long duplicates;

  TickBuffer(int sources, Duration lateness, BiConsumer<Tick, List<Event>> onClosed) {
    this.latenessMillis = lateness.toMillis();
    this.latestMillis = new long[sources];
    this.onClosed = onClosed;
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
      current = open.computeIfAbsent(minute, opened -> new ArrayList<>());
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

  private void closeThrough(long minute) {
    while (!open.isEmpty() && open.firstKey() <= minute) {
      close(open.firstKey());
    }
    closedMinute = Math.max(closedMinute, minute);
  }

  private void close(long minute) {
    List<Event> events = open.remove(minute);
    currentMinute = Long.MIN_VALUE;
    closedMinute = minute;
    if (events != null) {
      events.sort(CANONICAL);
      onClosed.accept(new Tick(minute), distinct(events));
    }
  }

  private List<Event> distinct(List<Event> sorted) {
    int kept = 0;
    for (Event event : sorted) {
      if (kept > 0 && sameIdentity(sorted.get(kept - 1), event)) {
        sorted.set(kept - 1, EventIdentity.staying(sorted.get(kept - 1), event));
        duplicates++;
      } else {
        sorted.set(kept++, event);
      }
    }
    return sorted.subList(0, kept);
  }

  private static boolean sameIdentity(Event a, Event b) {
    return a.timestamp().equals(b.timestamp()) && a.id().equals(b.id());
  }

  /** Events that came after their tick had closed. */
  long late() {
    return late;
  }

  /** Events left out because another with their identity is there. */
  long duplicates() {
    return duplicates;
  }
}
