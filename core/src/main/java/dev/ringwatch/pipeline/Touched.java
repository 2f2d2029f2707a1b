package dev.ringwatch.pipeline;

import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;
import it.unimi.dsi.fastutil.ints.IntConsumer;
import java.util.BitSet;

/**
 * The accounts of one partition that were changed since they were last taken, by place, each once.
 * No part of the state: who restores one marks all. Not thread-safe.
 */
final class Touched {

  private final BitSet marked = new BitSet();
  private final IntArrayFIFOQueue queue = new IntArrayFIFOQueue();

  /** O(1). */
  void mark(int place) {
    if (!marked.get(place)) {
      marked.set(place);
      queue.enqueue(place);
    }
  }

  /** How many there are. */
  int size() {
    return queue.size();
  }

  /**
   * Takes those that have waited longest.
   *
   * @return how many were taken
   */
  int take(int max, IntConsumer output) {
    int taken = 0;
    while (taken < max && !queue.isEmpty()) {
      int place = queue.dequeueInt();
      marked.clear(place);
      output.accept(place);
      taken++;
    }
    return taken;
  }
}
