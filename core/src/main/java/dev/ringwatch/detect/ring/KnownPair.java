package dev.ringwatch.detect.ring;

import java.util.Optional;

/**
 * Tests pairs that are known to share something. Used by one thread, for one pair after another.
 */
final class KnownPair {

  private final KeyColumns keys;
  private final OccasionColumns occasions;
  private final boolean coActions;
  private final PairTest test;

  /** Tests in a graph. */
  KnownPair(PairBasis basis, PairFloor floor) {
    keys = basis.graph().keyColumns();
    occasions = basis.graph().occasionColumns();
    coActions = basis.config().coAction().enabled();
    test = new PairTest(basis, floor);
  }

  /** Tests a pair of the graph's accounts, whatever it is said to be. O(keys of both). */
  Optional<Pair> test(Pair pair) {
    addKeys(pair);
    int from = coActions ? occasions.first(pair.a(), pair.b()) : 0;
    int end = from;
    while (coActions && end < occasions.start(pair.a() + 1) && occasions.other(end) == pair.b()) {
      end++;
    }
    return test.test(pair.a(), pair.b(), from, end);
  }

  private void addKeys(Pair pair) {
    test.clear();
    int at = keys.accountStart(pair.a());
    int atB = keys.accountStart(pair.b());
    while (at < keys.accountStart(pair.a() + 1) && atB < keys.accountStart(pair.b() + 1)) {
      int key = keys.accountKey(at);
      int keyB = keys.accountKey(atB);
      if (key == keyB && test.makesPairs(key)) {
        test.add(key);
      }
      at += key <= keyB ? 1 : 0;
      atB += keyB <= key ? 1 : 0;
    }
  }
}
