package dev.ringwatch.app.detection;

import dev.ringwatch.event.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is to be looked at, those that did most first, and of those that did about as much who waits
 * longest: at a high rate ordinary accounts do several things a minute too, and whoever does thirty
 * at once must not wait behind all of them. Bounded; when it is full, who did least is left out. An
 * account that did more meanwhile moves up. Each call is O(1). Used by one thread.
 */
final class Suspects {

  /** So many wait at most; the others are left to the closing of the tick. */
  static final int MOST_WAITING = 10_000;

  /** By the power of two of how much they did. */
  private final List<LinkedHashSet<AccountId>> byLevel =
      Stream.generate(LinkedHashSet<AccountId>::new).limit(Integer.SIZE).toList();

  private int size;

  /**
   * Has an account wait.
   *
   * @param events how much it did; positive
   */
  void add(AccountId account, int events) {
    int level = level(events);
    for (int lower = 0; lower < level; lower++) {
      size -= byLevel.get(lower).remove(account) ? 1 : 0;
    }
    size += byLevel.get(level).add(account) ? 1 : 0;
    if (size > MOST_WAITING) {
      leaveOutTheLast();
    }
  }

  private void leaveOutTheLast() {
    for (LinkedHashSet<AccountId> least : byLevel) {
      if (!least.isEmpty()) {
        least.removeLast();
        size--;
        return;
      }
    }
  }

  private static int level(int events) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(events);
  }

  /**
   * Takes out who is to be looked at next; empty if nobody waits.
   *
   * @param least of those alone that did about so much or more; positive
   */
  Optional<AccountId> next(int least) {
    for (LinkedHashSet<AccountId> most : byLevel.subList(level(least), Integer.SIZE).reversed()) {
      if (!most.isEmpty()) {
        size--;
        return Optional.of(most.removeFirst());
      }
    }
    return Optional.empty();
  }

  /** Forgets them all. */
  void clear() {
    byLevel.forEach(LinkedHashSet::clear);
    size = 0;
  }
}
