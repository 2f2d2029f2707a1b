package dev.ringwatch.postgres.ring;

import dev.ringwatch.postgres.ring.RingChange.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Says what became of rings from one search to the next, by who is in them. A pure function: equal
 * rings, equal changes. O(members log members).
 */
final class RingDiff {

  private final Map<String, Set<String>> living;
  private final Map<String, Set<String>> ended;
  private final Map<String, Set<String>> found;
  private final Map<String, String> ringBefore;
  private final Map<String, String> ringNow;

  private RingDiff(
      Map<String, Set<String>> living,
      Map<String, Set<String>> ended,
      Map<String, Set<String>> found) {
    this.living = living;
    this.ended = ended;
    this.found = found;
    this.ringBefore = ringOf(living);
    this.ringNow = ringOf(found);
  }

  /**
   * The changes, by ring. A ring of which nothing is said is as it was.
   *
   * @param living who was in each ring that lived
   * @param ended who was at the end in each ring that had ended; those that nobody finds again may
   *     be left out
   * @param found who is in each ring now; an account is in one at most
   */
  static List<RingChange> between(
      Map<String, Set<String>> living,
      Map<String, Set<String>> ended,
      Map<String, Set<String>> found) {
    RingDiff diff = new RingDiff(living, ended, found);
    Set<String> ids = new TreeSet<>(living.keySet());
    ids.addAll(found.keySet());
    return ids.stream().map(diff::change).flatMap(Optional::stream).toList();
  }

  private static Map<String, String> ringOf(Map<String, Set<String>> rings) {
    Map<String, String> ringOf = new HashMap<>();
    rings.forEach((id, members) -> members.forEach(member -> ringOf.put(member, id)));
    return ringOf;
  }

  private Optional<RingChange> change(String id) {
    Set<String> before = living.get(id);
    Set<String> now = found.get(id);
    if (now == null) {
      return Optional.of(ending(id, Objects.requireNonNull(before)));
    }
    return before == null ? Optional.of(beginning(id, now)) : going(id, before, now);
  }

  private RingChange ending(String id, Set<String> before) {
    Optional<String> into = home(before, ringNow);
    return new RingChange(
        id,
        into.isPresent() ? Kind.MERGED : Kind.ENDED,
        into.orElse(null),
        0,
        List.of(),
        sorted(before));
  }

  private RingChange beginning(String id, Set<String> now) {
    Set<String> atItsEnd = ended.get(id);
    if (atItsEnd != null) {
      return new RingChange(
          id, Kind.RETURNED, null, now.size(), without(now, atItsEnd), without(atItsEnd, now));
    }
    Optional<String> from = home(now, ringBefore);
    return new RingChange(
        id,
        from.isPresent() ? Kind.SPLIT : Kind.FOUND,
        from.orElse(null),
        now.size(),
        sorted(now),
        List.of());
  }

  private static Optional<RingChange> going(String id, Set<String> before, Set<String> now) {
    List<String> joined = without(now, before);
    List<String> left = without(before, now);
    if (joined.isEmpty() && left.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = left.isEmpty() ? Kind.GREW : joined.isEmpty() ? Kind.SHRANK : Kind.CHANGED;
    return Optional.of(new RingChange(id, kind, null, now.size(), joined, left));
  }

  /** The ring that half of some accounts or more are in; of two with as many, the first by id. */
  private static Optional<String> home(Set<String> accounts, Map<String, String> ringOf) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String account : accounts) {
      String ring = ringOf.get(account);
      if (ring != null) {
        counts.merge(ring, 1, Integer::sum);
      }
    }
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return counts.entrySet().stream()
        .filter(count -> count.getValue() == most && 2 * most >= accounts.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static List<String> sorted(Collection<String> accounts) {
    return accounts.stream().sorted().toList();
  }

  private static List<String> without(Set<String> accounts, Set<String> others) {
    List<String> rest = new ArrayList<>(accounts);
    rest.removeIf(others::contains);
    return sorted(rest);
  }
}
