package dev.ringwatch.kafka;

import dev.ringwatch.kafka.RememberedIdentities.Identity;

/**
 * Identities in two arrays, by open addressing: 22 to 43 bytes each. Nothing is ever removed. O(1)
 * a call, but that the arrays double now and then. Used by one thread.
 */
final class IdentitySet {

  private static final int FIRST_PLACES = 1 << 10;

  private long[] highs = new long[FIRST_PLACES];

  /** Zero where a place is free: no identity's low half is. */
  private long[] lows = new long[FIRST_PLACES];

  private int size;

  int size() {
    return size;
  }

  boolean contains(Identity identity) {
    return lows[place(identity.high(), identity.low())] != 0;
  }

  /** Adds one that is not there. */
  void add(Identity identity) {
    if (4L * size >= 3L * lows.length) {
      grow();
    }
    put(identity.high(), identity.low());
    size++;
  }

  private void put(long high, long low) {
    int place = place(high, low);
    highs[place] = high;
    lows[place] = low;
  }

  /** Where an identity is, or would be. */
  private int place(long high, long low) {
    int place = (int) high & (lows.length - 1);
    while (lows[place] != 0 && (lows[place] != low || highs[place] != high)) {
      place = (place + 1) & (lows.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    highs = new long[2 * oldHighs.length];
    lows = new long[2 * oldLows.length];
    for (int place = 0; place < oldLows.length; place++) {
      if (oldLows[place] != 0) {
        put(oldHighs[place], oldLows[place]);
      }
    }
  }
}
