package dev.ringwatch.bench.serve;

import java.util.BitSet;

/**
 * Which numbered events were sent, and which of them the server acknowledged: what the log must
 * hold, and what it may. Safe for threads.
 */
final class Ledger {

  private final BitSet sent = new BitSet();
  private final BitSet acknowledged = new BitSet();

  /** Notes a batch before its first attempt. */
  synchronized void sent(Batch batch) {
    mark(sent, batch);
  }

  /** Notes that a batch was acknowledged. */
  synchronized void acknowledged(Batch batch) {
    mark(acknowledged, batch);
  }

  private static void mark(BitSet events, Batch batch) {
    int first = Math.toIntExact(batch.first());
    events.set(first, first + batch.events());
  }

  /** How many events were acknowledged. */
  synchronized int acknowledged() {
    return acknowledged.cardinality();
  }

  /** Whether an event with this number or a higher one was acknowledged. */
  synchronized boolean acknowledgedFrom(long event) {
    return acknowledged.nextSetBit(Math.toIntExact(event)) >= 0;
  }

  synchronized boolean wasSent(long event) {
    return sent.get(Math.toIntExact(event));
  }

  /** How many acknowledged events are not among those found. */
  synchronized int missing(BitSet found) {
    BitSet missing = (BitSet) acknowledged.clone();
    missing.andNot(found);
    return missing.cardinality();
  }
}
