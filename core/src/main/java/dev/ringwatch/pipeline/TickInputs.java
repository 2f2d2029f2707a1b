package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.EventKeys;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.List;

/**
 * The events of one closed tick in canonical order, and what is worked out of each once for all
 * steps. Filled in turns, each event by one thread: first {@link #prepare}, then the accounts'
 * numbers by the partitions that own them.
 */
final class TickInputs {

  private final List<Event> events;
  private final List<LinkKeyKind> kinds;
  private final HashKey hashKey;
  private final EventKeys[] keys;
  private final long[] accountHashes;
  private final int[] accounts;

  /**
   * The inputs of some events.
   *
   * @param kinds the static kinds of key that are looked at
   * @param hashKey under which accounts and keys are hashed
   */
  TickInputs(List<Event> events, List<LinkKeyKind> kinds, HashKey hashKey) {
    this.events = events;
    this.kinds = kinds;
    this.hashKey = hashKey;
    this.keys = new EventKeys[events.size()];
    this.accountHashes = new long[events.size()];
    this.accounts = new int[events.size()];
  }

  /** Works out the hashes of some events. */
  void prepare(int from, int to) {
    for (int i = from; i < to; i++) {
      Event event = events.get(i);
      keys[i] = EventKeys.of(event, kinds, hashKey);
      accountHashes[i] = AccountIndex.hash(event.account(), hashKey);
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
