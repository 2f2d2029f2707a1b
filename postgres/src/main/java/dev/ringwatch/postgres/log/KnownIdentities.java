package dev.ringwatch.postgres.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known in memory about which events the log holds, by hour of event time: enough to say
 * "certainly not" for nearly every new event without asking the database, and never more than a
 * bound of memory.
 *
 * <p>An hour is <em>complete</em> when every identity that the log has in that hour was added here;
 * then an identity that is not found is certainly new. Of an hour that is not complete nothing is
 * known: it answers "perhaps" to everything. Hours in which the log held nothing when this began
 * are complete from the start; others become it by being learned. When more fingerprints than the
 * bound are held, the hours used longest ago are dropped and are no longer complete.
 *
 * <p>Safe for threads. Each call is O(1), except that dropping looks at all hours held. About 7.5
 * bytes for each fingerprint.
 */
final class KnownIdentities {

  /** What an hour takes while it holds next to nothing, in fingerprints: its two arrays. */
  static final int HOUR_COUNTS_AS = 1_024;

  private static final class Hour {
    private final Fingerprints fingerprints = new Fingerprints();
    private boolean complete;
    private long held = HOUR_COUNTS_AS;
    private long lastUse;
  }

  private final long maxFingerprints;
  private final LongPredicate wasEmpty;

  /** Hours that are complete or being learned. */
  private final Map<Long, Hour> hours = new HashMap<>();

  private final Set<Long> dropped = new HashSet<>();
  private long held;
  private long uses;

  /** The hour of the last call: events come mostly hour by hour. */
  private long lastHour;

  private @Nullable Hour last;

  /**
   * Knows nothing but which hours were empty.
   *
   * @param maxFingerprints how many identities may be held; an hour counts as 1,024 more
   * @param wasEmpty whether the log held nothing in an hour when this was made
   */
  KnownIdentities(long maxFingerprints, LongPredicate wasEmpty) {
    this.maxFingerprints = maxFingerprints;
    this.wasEmpty = wasEmpty;
  }

  /** Whether the log may hold an identity; false only if it certainly does not. */
  synchronized boolean mayHold(long epochHour, long hash) {
    Hour hour = find(epochHour);
    return hour == null
        ? !isKnownToBeEmpty(epochHour)
        : !hour.complete || hour.fingerprints.mayHold(hash);
  }

  /** Adds an identity that is, or may be, in the log; call it once its commit was tried. */
  synchronized void add(long epochHour, long hash) {
    Hour hour = find(epochHour);
    if (hour == null) {
      if (!isKnownToBeEmpty(epochHour)) {
        return;
      }
      hour = begin(epochHour, true);
    }
    add(hour, hash);
  }

  /** Whether every identity of an hour is here. */
  synchronized boolean isComplete(long epochHour) {
    Hour hour = find(epochHour);
    return hour == null ? isKnownToBeEmpty(epochHour) : hour.complete;
  }

  /**
   * Whether another hour can be learned without others being dropped for it, as far as one can say.
   */
  synchronized boolean hasRoom() {
    return 4 * held < 3 * maxFingerprints;
  }

  /** How many fingerprints are held, with what the hours themselves count as. */
  synchronized long size() {
    return held;
  }

  /**
   * Begins to learn an hour that is not complete. Whoever calls this then adds all that the log
   * holds in that hour, in the state of now or later, and completes it. What is appended meanwhile
   * is added as well, by whoever appends it.
   */
  synchronized Learning learn(long epochHour) {
    Hour hour = find(epochHour);
    return new Learning(epochHour, hour == null ? begin(epochHour, false) : hour);
  }

  /** An hour being learned. Used by one thread, beside others that append. */
  final class Learning {
    private final long epochHour;
    private final Hour hour;

    private Learning(long epochHour, Hour hour) {
      this.epochHour = epochHour;
      this.hour = hour;
    }

    /** Adds an identity that the log holds in the hour; false if the hour was dropped meanwhile. */
    boolean add(long hash) {
      synchronized (KnownIdentities.this) {
        if (hours.get(epochHour) == hour) {
          hour.lastUse = ++uses;
          KnownIdentities.this.add(hour, hash);
        }
        return hours.get(epochHour) == hour;
      }
    }

    /** Says that all was added. */
    void complete() {
      synchronized (KnownIdentities.this) {
        hour.complete = true;
      }
    }

    /** Says that not all could be added; nothing is known of the hour then. */
    void abandon() {
      synchronized (KnownIdentities.this) {
        if (hours.get(epochHour) == hour && !hour.complete) {
          drop(epochHour);
        }
      }
    }
  }

  private boolean isKnownToBeEmpty(long epochHour) {
    return wasEmpty.test(epochHour) && !dropped.contains(epochHour);
  }

  private @Nullable Hour find(long epochHour) {
    if (last == null || lastHour != epochHour) {
      last = hours.get(epochHour);
      lastHour = epochHour;
    }
    if (last != null) {
      last.lastUse = ++uses;
    }
    return last;
  }

  private Hour begin(long epochHour, boolean complete) {
    Hour hour = new Hour();
    hour.complete = complete;
    hour.lastUse = ++uses;
    hours.put(epochHour, hour);
    held += hour.held;
    last = hour;
    lastHour = epochHour;
    return hour;
  }

  private void add(Hour hour, long hash) {
    if (hour.fingerprints.add(hash)) {
      hour.held++;
      held++;
      while (held > maxFingerprints && !hours.isEmpty()) {
        drop(usedLongestAgo());
      }
    }
  }

  private long usedLongestAgo() {
    return hours.entrySet().stream()
        .min(Comparator.comparingLong(entry -> entry.getValue().lastUse))
        .orElseThrow()
        .getKey();
  }

  private void drop(long epochHour) {
    Hour hour = hours.remove(epochHour);
    if (hour != null) {
      held -= hour.held;
      dropped.add(epochHour);
      last = null;
    }
  }
}
