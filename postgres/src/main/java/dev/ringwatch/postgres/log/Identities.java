package dev.ringwatch.postgres.log;

import dev.ringwatch.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the duplicates in a group of appends: against one another and against the log. What is in
 * memory only ever saves a question to the table, so correctness never hangs on it. Used by the
 * committing thread; O(events) and one look into the table for those that memory cannot clear.
 */
final class Identities {

  /** What the index does not know of yet every look reads whole: 200,000 events are 40 MB. */
  private static final int SUMMARIZED_AT_ONCE = 200_000;

  private final long secret;
  private final IdentityLoader loader;
  private KnownIdentities known;
  private final Set<LocalDate> unsummarizedDays = new HashSet<>();
  private int unsummarized;
  private final RecentIdentities recent = new RecentIdentities();

  /**
   * Knows nothing yet.
   *
   * @param secret what hashes begin with, so that nobody can choose ids that collide
   */
  Identities(long secret, IdentityLoader loader) {
    this.secret = secret;
    this.loader = loader;
    known = new KnownIdentities(0, hour -> false);
  }

  long secret() {
    return secret;
  }

  /** Forgets all but what is exact and begins to learn anew: somebody else may have written. */
  void learnFrom(KnownIdentities fresh, List<Long> hours) {
    known = fresh;
    loader.learn(fresh, hours);
  }

  /** Marks the duplicates of a group; begins a transaction if it must ask the table. */
  void leaveOutDuplicates(Connection connection, List<Pending> group) throws SQLException {
    List<TableLookup.Suspect> suspects = new ArrayList<>();
    Set<Long> unknownHours = new HashSet<>();
    SameGroup earlier = new SameGroup(group);
    for (Pending pending : group) {
      EncodedEvents events = pending.events();
      boolean[] leftOut = pending.leftOut();
      for (int i = 0; i < leftOut.length; i++) {
        Event event = events.event(i);
        long hash = events.hash(i);
        leftOut[i] = earlier.holdsOrAdd(hash, event) || recent.holds(hash, event);
        long hour = EncodedEvents.hour(event.timestamp());
        if (!leftOut[i] && known.mayHold(hour, hash)) {
          suspects.add(new TableLookup.Suspect(pending, i));
          unknownHours.add(hour);
        }
      }
    }
    if (!suspects.isEmpty()) {
      wantUnknown(unknownHours);
      TableLookup.markHeld(connection, suspects);
    }
  }

  private void wantUnknown(Set<Long> hours) {
    for (long hour : hours) {
      if (!known.isComplete(hour)) {
        loader.want(hour);
      }
    }
  }

  /** Adds what may be in the log now: a commit was tried. */
  void tried(List<Pending> group) {
    for (Pending pending : group) {
      EncodedEvents events = pending.events();
      for (int i = 0; i < events.size(); i++) {
        if (!pending.leftOut()[i]) {
          known.add(EncodedEvents.hour(events.event(i).timestamp()), events.hash(i));
        }
      }
    }
  }

  /** Adds what is in the log now for certain. */
  void committed(List<Pending> group) {
    tried(group);
    for (Pending pending : group) {
      EncodedEvents events = pending.events();
      for (int i = 0; i < events.size(); i++) {
        if (!recent.holds(events.hash(i), events.event(i))) {
          recent.add(events.hash(i), events.event(i));
        }
      }
    }
  }

  /** Counts what was written: now and then the index on the time must be told of it. */
  void written(Set<LocalDate> days, int entries) {
    unsummarizedDays.addAll(days);
    unsummarized += entries;
    if (unsummarized >= SUMMARIZED_AT_ONCE) {
      loader.summarize(unsummarizedDays);
      unsummarizedDays.clear();
      unsummarized = 0;
    }
  }

  /** The events of one group so far, by open addressing. */
  private static final class SameGroup {
    private final long[] hashes;
    private final Event[] events;
    private final int mask;

    SameGroup(List<Pending> group) {
      int count = group.stream().mapToInt(pending -> pending.events().size()).sum();
      int places = Integer.highestOneBit(Math.max(1, count)) << 2;
      hashes = new long[places];
      events = new Event[places];
      mask = places - 1;
    }

    /** Whether an earlier event has the same identity; if not, this one is the first. */
    boolean holdsOrAdd(long hash, Event event) {
      int place = (int) (hash >>> Integer.SIZE) & mask;
      while (events[place] != null) {
        Event there = events[place];
        if (hashes[place] == hash
            && there.timestamp().equals(event.timestamp())
            && there.id().equals(event.id())) {
          return true;
        }
        place = (place + 1) & mask;
      }
      hashes[place] = hash;
      events[place] = event;
      return false;
    }
  }
}
