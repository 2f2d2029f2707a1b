package dev.ringwatch.detect.ring;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.StableHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Has rings keep their ids while their members change. A ring goes on as the one of before with
 * which it shares the most members, if these are at least half of the smaller of the two; each id
 * goes to one ring, and those that share more come first. So the larger part of a ring that splits
 * keeps the id, and of two that merge the one that brings more members. Similar to matching by
 * overlap in D. Greene, D. Doyle, P. Cunningham: Tracking the evolution of communities in dynamic
 * social networks, 2010.
 */
public final class RingIds {

  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparingInt(Match::common)
          .thenComparingDouble(Match::similarity)
          .reversed()
          .thenComparing(Match::id)
          .thenComparing(match -> match.ring().id());

  private RingIds() {}

  private record Match(String id, Ring ring, int common, double similarity) {}

  /**
   * The rings under the ids that they had, and those that are new under an id that is not among
   * them. A pure function of its arguments, whatever their order. O(members) expected.
   *
   * @param before members by id; an account may be in several
   * @param found an account is in one at most
   * @return highest score first, ties by id
   */
  public static List<Ring> keep(
      Map<String, ? extends Collection<AccountId>> before, List<Ring> found) {
    var ids = new HashMap<Ring, String>();
    var taken = new HashSet<String>();
    for (Match match : matches(before, found)) {
      if (!ids.containsKey(match.ring()) && taken.add(match.id())) {
        ids.put(match.ring(), match.id());
      }
    }
    taken.addAll(before.keySet());
    var kept = new ArrayList<Ring>();
    for (Ring ring : found.stream().sorted(Comparator.comparing(Ring::id)).toList()) {
      String id = ids.get(ring);
      kept.add(ring.withId(id == null ? unused(ring.id(), taken) : id));
    }
    kept.sort(Ring.WORST_FIRST);
    return kept;
  }

  private static List<Match> matches(
      Map<String, ? extends Collection<AccountId>> before, List<Ring> found) {
    Map<AccountId, List<String>> idsOf = new HashMap<>();
    before.forEach((id, members) ->
        members.forEach(member -> idsOf.computeIfAbsent(member, of -> new ArrayList<>()).add(id)));
    var matches = new ArrayList<Match>();
    for (Ring ring : found) {
      Map<String, Integer> common = new TreeMap<>();
      for (Member member : ring.members()) {
        for (String id : idsOf.getOrDefault(member.account(), List.of())) {
          common.merge(id, 1, Integer::sum);
        }
      }
      common.forEach((id, count) -> {
        int size = ring.members().size();
        int sizeBefore = Objects.requireNonNull(before.get(id)).size();
        if (2 * count >= Math.min(size, sizeBefore)) {
          matches.add(new Match(id, ring, count, (double) count / (size + sizeBefore - count)));
        }
      });
    }
    matches.sort(BEST_FIRST);
    return matches;
  }

  /** An id made from one, which nobody has; it is taken from then on. */
  private static String unused(String id, Set<String> taken) {
    String unused = id;
    while (!taken.add(unused)) {
      unused = Ring.ID_PREFIX + "%016x".formatted(StableHash.of(unused, 1));
    }
    return unused;
  }
}
