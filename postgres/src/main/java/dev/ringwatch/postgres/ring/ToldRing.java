package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ring that is to be written, with the edges between its members.
 *
 * @param ring the ring
 * @param edgeCount how many edges there are
 * @param strongest the strongest of them, up to {@link #MAX_EDGES}
 * @param print a hash of all that is written but the members
 */
record ToldRing(Ring ring, long edgeCount, List<Edge> strongest, long print) {

  /** A page of a ring shows dozens; what a person looks at by hand ends long before so many. */
  static final int MAX_EDGES = 2_000;

  private static final Comparator<Edge> STRONGEST_FIRST =
      Comparator.comparingDouble(Edge::weight)
          .reversed()
          .thenComparingDouble(Edge::pValue)
          .thenComparing(Edge::a)
          .thenComparing(Edge::b);

  /** All rings of a search. O(edges log edges). */
  static List<ToldRing> of(RingFindings found, RingTexts texts) {
    Map<AccountId, Ring> rings = found.ringByAccount();
    Map<String, List<Edge>> edges = new HashMap<>();
    for (Edge edge : found.edges()) {
      Ring ring = rings.get(edge.a());
      if (ring != null && ring.equals(rings.get(edge.b()))) {
        edges.computeIfAbsent(ring.id(), id -> new ArrayList<>()).add(edge);
      }
    }
    return found.rings().stream()
        .map(ring -> of(ring, edges.getOrDefault(ring.id(), List.of()), texts))
        .toList();
  }

  private static ToldRing of(Ring ring, List<Edge> edges, RingTexts texts) {
    List<Edge> strongest = edges.stream().sorted(STRONGEST_FIRST).limit(MAX_EDGES).toList();
    long print = StableHash.mix(Double.doubleToLongBits(ring.score()));
    print = StableHash.of(texts.reasons(ring.reasons()), print);
    print = StableHash.of(texts.coincidences(ring.coincidences()), print + edges.size());
    for (Edge edge : strongest) {
      print = StableHash.of(edge.a().value(), print);
      print = StableHash.of(edge.b().value(), print);
      print = StableHash.mix(print ^ Double.doubleToLongBits(edge.weight()));
      print = StableHash.mix(print ^ Double.doubleToLongBits(edge.pValue()));
      print = StableHash.of(texts.evidence(edge), print);
    }
    return new ToldRing(ring, edges.size(), strongest, print);
  }

  String id() {
    return ring.id();
  }

  /** Who is in it. */
  Set<String> accounts() {
    return ring.members().stream()
        .map(member -> member.account().value())
        .collect(Collectors.toSet());
  }

  /** Whether somebody is in it who is not known to be, or otherwise. */
  boolean hasOtherMembers(KnownRings known) {
    return ring.members().stream().anyMatch(member -> isOther(known, member))
        || known.ring(id()).map(one -> one.roles().size()).orElse(0) != ring.members().size();
  }

  boolean isOther(KnownRings known, Member member) {
    return !member.role().label().equals(known.role(id(), member.account().value()));
  }
}
