package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.event.Event;
import java.util.List;

/**
 * The events of one closed tick in canonical order, and what is worked out of each once for all
 * steps. Filled in turns, each event by one thread: first {@link #prepare}, then the accounts'
 * numbers by the partitions that own them.
 */
final class TickInputs {

  private final List<Event> events;
  private final EventKeys[] keys;
  private final long[] accountHashes;
  private final int[] accounts;

  TickInputs(List<Event> events) {
    this.events = events;
    this.keys = new EventKeys[events.size()];
    this.accountHashes = new long[events.size()];
    this.accounts = new int[events.size()];
  }

  /** Works out the hashes of some events. */
  void prepare(int from, int to) {
    for (int i = from; i < to; i++) {
      Event event = events.get(i);
      keys[i] = EventKeys.of(event);
      accountHashes[i] = AccountIndex.hash(event.account());
    }
  }

  int size() {
    return accounts.length;
  }

  Event event(int place) {
    return events.get(place);
  }

  EventKeys keys(int place) {
    return keys[place];
  }

  long accountHash(int place) {
    return accountHashes[place];
  }

  /** The number of the event's account. */
  int account(int place) {
    return accounts[place];
  }

  void number(int place, int account) {
    accounts[place] = account;
  }
}
