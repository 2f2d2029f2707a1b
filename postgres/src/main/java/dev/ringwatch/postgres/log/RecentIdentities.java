package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Identities that were committed lately, exactly: what a client repeats it mostly repeats within
 * seconds, and then no question to the database is needed. Holds about the last 200,000; newer ones
 * push out older ones of the same few places. Used by one thread; each call is O(1); up to 35 MB,
 * ids and times included.
 */
final class RecentIdentities {

  private static final int PLACES = 1 << 18;

  /** An identity can be in any of so many places that follow one another. */
  private static final int WAYS = 8;

  private final long[] hashes = new long[PLACES];
  private final @Nullable Instant[] timestamps = new Instant[PLACES];
  private final @Nullable String[] ids = new String[PLACES];

  /** Adds a committed event. */
  void add(long hash, Event event) {
    int first = first(hash);
    System.arraycopy(hashes, first, hashes, first + 1, WAYS - 1);
    System.arraycopy(timestamps, first, timestamps, first + 1, WAYS - 1);
    System.arraycopy(ids, first, ids, first + 1, WAYS - 1);
    hashes[first] = hash;
    timestamps[first] = event.timestamp();
    ids[first] = event.id();
  }

  /** Whether an event of the same identity was added and is still known. */
  boolean holds(long hash, Event event) {
    int first = first(hash);
    for (int place = first; place < first + WAYS; place++) {
      if (hashes[place] == hash
          && event.timestamp().equals(timestamps[place])
          && event.id().equals(ids[place])) {
        return true;
      }
    }
    return false;
  }

  private static int first(long hash) {
    return (int) hash & (PLACES - WAYS);
  }
}
