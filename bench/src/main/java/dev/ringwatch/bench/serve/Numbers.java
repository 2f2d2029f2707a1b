package dev.ringwatch.bench.serve;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers for events, no two the same. Safe for threads. */
final class Numbers {

  private final AtomicLong next = new AtomicLong();

  /** Takes as many numbers as said, and returns the first; the others follow. */
  long take(int count) {
    return next.getAndAdd(count);
  }

  /** The number that is taken next. */
  long next() {
    return next.get();
  }
}
