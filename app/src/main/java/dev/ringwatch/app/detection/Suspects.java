package dev.ringwatch.app.detection;

import dev.ringwatch.event.AccountId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final List<LinkedHashMap<AccountId, Suspect>> byLevel =
      Stream.generate(LinkedHashMap<AccountId, Suspect>::new).limit(Integer.SIZE).toList();

  private int size;

  /**
   * Somebody who is to be looked at.
   *
   * @param since when the first event came for which it is; null if that is not known
   */
  record Suspect(AccountId account, @Nullable Instant since) {}

  /**
   * Has an account wait.
   *
   * @param events how much it did; positive
   * @param since when the last of them came; null if that is not known
   */
  void add(AccountId account, int events, @Nullable Instant since) {
    int level = level(events);
    Suspect suspect = new Suspect(account, since);
    for (int lower = 0; lower < level; lower++) {
      Suspect waiting = byLevel.get(lower).remove(account);
      if (waiting != null) {
        suspect = waiting;
        size--;
      }
    }
    size += byLevel.get(level).putIfAbsent(account, suspect) == null ? 1 : 0;
    if (size > MOST_WAITING) {
      leaveOutTheLast();
    }
  }

  private void leaveOutTheLast() {
    for (LinkedHashMap<AccountId, Suspect> least : byLevel) {
      if (!least.isEmpty()) {
        least.pollLastEntry();
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
  Optional<Suspect> next(int least) {
    for (LinkedHashMap<AccountId, Suspect> most :
        byLevel.subList(level(least), Integer.SIZE).reversed()) {
      Map.Entry<AccountId, Suspect> first = most.pollFirstEntry();
      if (first != null) {
        size--;
        return Optional.of(first.getValue());
      }
    }
    return Optional.empty();
  }

  /** Forgets them all. */
  void clear() {
    byLevel.forEach(LinkedHashMap::clear);
    size = 0;
  }
}
