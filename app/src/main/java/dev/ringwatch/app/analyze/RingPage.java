package dev.ringwatch.app.analyze;

import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.pipeline.AccountFinal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the report shows of one ring. */
final class RingPage {

  private final Ring ring;
  private final List<Edge> edges;
  private final Map<AccountId, AccountFinal> scores;

  /**
   * A page of a ring.
   *
   * @param candidates edges, those of the ring among them
   * @param scores of every member
   */
  RingPage(Ring ring, List<Edge> candidates, Map<AccountId, AccountFinal> scores) {
    Set<AccountId> members = new HashSet<>();
    ring.members().forEach(member -> members.add(member.account()));
    this.ring = ring;
    this.scores = scores;
    this.edges =
        candidates.stream()
            .filter(edge -> members.contains(edge.a()) && members.contains(edge.b()))
            .toList();
  }

  RingDetail detail() {
    List<RingDetail.Edge> ties =
        edges.stream()
            .map(edge ->
                new RingDetail.Edge(
                    edge.a().value(),
                    edge.b().value(),
                    edge.weight(),
                    edge.pValue(),
                    edge.evidenceText()))
            .toList();
    return new RingDetail(
        ring.id(),
        ring.score(),
        ring.reasons(),
        ring.members().stream().map(this::member).toList(),
        new RingDetail.Ties(ties, keys()));
  }

  private RingDetail.Member member(Member member) {
    AccountFinal account = Objects.requireNonNull(scores.get(member.account()));
    return new RingDetail.Member(
        member.account().value(),
        member.role().label(),
        account.risk().score(),
        account.risk().band(),
        List.of());
  }

  private List<RingDetail.SharedKey> keys() {
    Map<LinkKey, Integer> accounts = new TreeMap<>();
    Map<LinkKey, Set<String>> members = new TreeMap<>();
    for (Edge edge : edges) {
      for (Evidence evidence : edge.evidence()) {
        Set<String> users = members.computeIfAbsent(evidence.key(), key -> new TreeSet<>());
        users.add(edge.a().value());
        users.add(edge.b().value());
        int seen = evidence instanceof Evidence.SharedKey shared ? shared.accounts() : users.size();
        accounts.merge(evidence.key(), seen, Math::max);
      }
    }
    return members.entrySet().stream()
        .map(entry ->
            new RingDetail.SharedKey(
                entry.getKey().kind().label(),
                entry.getKey().value().replace('\t', ' '),
                accounts.getOrDefault(entry.getKey(), 0),
                List.copyOf(entry.getValue())))
        .toList();
  }
}
