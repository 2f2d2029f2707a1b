package dev.ringwatch.app.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * For how long the oldest entry that detection has not seen has been in the log: where the log
 * ended is noted when this looks, so the answer is as exact as it looks often, and counts from the
 * start of the server at the earliest. Safe for threads.
 */
final class LagWatch {

  /** More than half an hour of looks each second; beyond, every second look is forgotten. */
  private static final int MOST_LOOKS = 2_048;

  private final LongSupplier nanoClock;
  private final ArrayDeque<Look> looks = new ArrayDeque<>();

  private record Look(long logSeq, long nanos) {}

  /**
   * Has not looked yet.
   *
   * @param nanoClock nanoseconds that pass evenly, from an arbitrary beginning
   */
  LagWatch(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Notes where the log ends now. */
  synchronized void look(long readSeq, long logSeq) {
    forget(readSeq);
    while (!looks.isEmpty() && looks.getLast().logSeq > logSeq) {
      // What ended the log turned out to be no entry.
      looks.removeLast();
    }
    if (logSeq > readSeq && (looks.isEmpty() || looks.getLast().logSeq < logSeq)) {
      looks.add(new Look(logSeq, nanoClock.getAsLong()));
    }
    if (looks.size() > MOST_LOOKS) {
      thin();
    }
  }

  /** For how long something has waited for who has read so far; zero if nothing waits. */
  synchronized Duration lag(long readSeq) {
    forget(readSeq);
    Look oldest = looks.peekFirst();
    return oldest == null ? Duration.ZERO : Duration.ofNanos(nanoClock.getAsLong() - oldest.nanos);
  }

  private void forget(long readSeq) {
    while (!looks.isEmpty() && looks.getFirst().logSeq <= readSeq) {
      looks.removeFirst();
    }
  }

  /** Keeps the first, which says the lag. */
  private void thin() {
    List<Look> all = new ArrayList<>(looks);
    looks.clear();
    for (int i = 0; i < all.size(); i += 2) {
      looks.add(all.get(i));
    }
  }
}
