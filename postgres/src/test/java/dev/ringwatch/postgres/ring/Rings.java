package dev.ringwatch.postgres.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Findings made up for tests. */
final class Rings {

  private Rings() {}

  /** A ring whose members are all core, with a reason that is its score. */
  static Ring ring(String id, double score, String... members) {
    return new Ring(
        id,
        Arrays.stream(members)
            .sorted()
            .map(member -> new Member(new AccountId(member), Member.Role.CORE))
            .toList(),
        score,
        List.of(new Reason("surprise", score, "it is a surprise")),
        List.of(new Coincidence(LinkKeyKind.DEVICE, 3, 0.1)));
  }

  /** Rings with an edge from each member to the next. */
  static RingFindings chained(List<Ring> rings) {
    List<Edge> edges = new ArrayList<>();
    for (Ring ring : rings) {
      for (int i = 1; i < ring.members().size(); i++) {
        edges.add(
            edge(
                ring.members().get(i - 1).account().value(),
                ring.members().get(i).account().value(),
                1.0 / (1 + i)));
      }
    }
    return new RingFindings(edges, rings);
  }

  static RingFindings chained(Ring... rings) {
    return chained(List.of(rings));
  }

  /** Rings of one score, by id. */
  static RingFindings of(Map<String, Set<String>> members, double score) {
    return chained(
        members.entrySet().stream()
            .map(entry -> ring(entry.getKey(), score, entry.getValue().toArray(String[]::new)))
            .toList());
  }

  static Edge edge(String a, String b, double weight) {
    return new Edge(
        new AccountId(a),
        new AccountId(b),
        weight,
        1e-9,
        List.of(
            new Evidence.SharedKey(
                new LinkKey(LinkKeyKind.DEVICE, "of " + a + " " + b), 2, 1, 2, false)));
  }

  static Set<String> set(String... members) {
    return new TreeSet<>(List.of(members));
  }
}
