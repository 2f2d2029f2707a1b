package dev.ringwatch.app.detection;

import dev.ringwatch.event.Tick;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * When what detection reads came into the log, so that it can be said how long after that somebody
 * was told. Where the log ends is noted between two slices of work, every few milliseconds; what
 * lies between two notes came at the first of them, so that nothing looks faster than it was. Used
 * by the detection thread, but for {@link #of(Tick)}.
 */
final class Arrivals {

  /** Beyond, every second note is forgotten, which makes what is far behind look older. */
  private static final int MOST_NOTES = 4_096;

  private static final int MOST_TICKS = 1_440;

  private final InstantSource clock;
  private final ArrayDeque<Note> notes = new ArrayDeque<>();
  private final ConcurrentNavigableMap<Tick, Instant> ticks = new ConcurrentSkipListMap<>();
  private @Nullable Instant before;

  /** The tick of the event before: nearly all events are of the tick of the one before them. */
  private @Nullable Tick tickBefore;

  private long heardSeq;

  /** That the log ended so. */
  private record Note(long logSeq, Instant at) {}

  Arrivals(InstantSource clock) {
    this.clock = clock;
  }

  /** Notes where the log ends now. */
  void logEnds(long logSeq) {
    Note last = notes.peekLast();
    if (last != null && last.logSeq >= logSeq) {
      notes.removeLast();
    }
    notes.add(new Note(logSeq, clock.instant()));
    if (notes.size() > MOST_NOTES) {
      thin();
    }
  }

  private void thin() {
    List<Note> all = new ArrayList<>(notes);
    notes.clear();
    for (int i = 0; i < all.size(); i += 2) {
      notes.add(all.get(i));
    }
  }

  /**
   * Notes that an event is read, and says when it came.
   *
   * @param seq its number in the log
   * @return null if it was there before the first note, or is read once more
   */
  @Nullable Instant heard(long seq, Tick tick) {
    if (seq <= heardSeq) {
      return null;
    }
    heardSeq = seq;
    for (Note oldest = notes.peekFirst();
        oldest != null && oldest.logSeq < seq;
        oldest = notes.peekFirst()) {
      before = oldest.at;
      notes.removeFirst();
    }
    if (before != null && !tick.equals(tickBefore)) {
      tickBefore = tick;
      if (ticks.putIfAbsent(tick, before) == null && ticks.size() > MOST_TICKS) {
        ticks.pollFirstEntry();
      }
    }
    return before;
  }

  /**
   * When the first event of a tick came; null if none came since the first note. Safe for threads.
   */
  @Nullable Instant of(Tick tick) {
    return ticks.get(tick);
  }
}
