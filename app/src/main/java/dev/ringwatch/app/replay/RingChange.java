package dev.ringwatch.app.replay;

import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.risk.RiskConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A ring that is found on one side only, or with other members or another score.
 *
 * @param kind what became of it
 * @param id its id, which is the same on both sides
 * @param before as it is before
 * @param after as it is after
 */
record RingChange(ChangeKind kind, String id, Optional<Ring> before, Optional<Ring> after) {

  private static final Comparator<RingChange> WORST_FIRST =
      Comparator.comparing(RingChange::kind)
          .thenComparing(Comparator.comparingDouble(RingChange::worst).reversed())
          .thenComparing(RingChange::id);

  /**
   * All that is different: what is new first, then what is gone, then what moved; the worst first.
   *
   * @param bands what scores are in a word
   * @param movedBy by how many points a score must have moved, if neither band nor members did
   */
  static List<RingChange> between(
      List<Ring> before, List<Ring> after, RiskConfig bands, double movedBy) {
    Map<String, Ring> was = byId(before);
    Map<String, Ring> will = byId(after);
    Set<String> ids = new TreeSet<>(was.keySet());
    ids.addAll(will.keySet());
    List<RingChange> changes = new ArrayList<>();
    for (String id : ids) {
      Optional<Ring> one = Optional.ofNullable(was.get(id));
      Optional<Ring> other = Optional.ofNullable(will.get(id));
      if (one.isEmpty()) {
        changes.add(new RingChange(ChangeKind.NEW, id, one, other));
      } else if (other.isEmpty()) {
        changes.add(new RingChange(ChangeKind.GONE, id, one, other));
      } else if (hasMoved(one.get(), other.get(), bands, movedBy)) {
        changes.add(new RingChange(ChangeKind.MOVED, id, one, other));
      }
    }
    changes.sort(WORST_FIRST);
    return changes;
  }

  private static Map<String, Ring> byId(List<Ring> rings) {
    Map<String, Ring> byId = new TreeMap<>();
    rings.forEach(ring -> byId.put(ring.id(), ring));
    return byId;
  }

  private static boolean hasMoved(Ring was, Ring will, RiskConfig bands, double movedBy) {
    return !accounts(Optional.of(was)).equals(accounts(Optional.of(will)))
        || bands.band(was.score()) != bands.band(will.score())
        || Math.abs(was.score() - will.score()) >= movedBy;
  }

  private double worst() {
    return Math.max(before.map(Ring::score).orElse(0.0), after.map(Ring::score).orElse(0.0));
  }

  private static Set<AccountId> accounts(Optional<Ring> ring) {
    Set<AccountId> accounts = new TreeSet<>();
    ring.ifPresent(known -> known.members().stream().map(Member::account).forEach(accounts::add));
    return accounts;
  }

  /** Who is in it only after, in order. */
  List<AccountId> joined() {
    return without(accounts(after), accounts(before));
  }

  /** Who is in it only before, in order. */
  List<AccountId> left() {
    return without(accounts(before), accounts(after));
  }

  private static List<AccountId> without(Set<AccountId> accounts, Set<AccountId> others) {
    Set<AccountId> known = new HashSet<>(others);
    return accounts.stream().filter(account -> !known.contains(account)).toList();
  }
}
