package dev.ringwatch.app.analyze;

import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.TieWords;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.pipeline.AccountFinal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the report shows of one ring. */
final class RingPage {

  private static final int EVIDENCE = 5;

  /** Keys before targets; of targets those acted on at nearly the same time. */
  private static final Comparator<Evidence> TELLING_FIRST =
      Comparator.comparingInt(RingPage::place)
          .thenComparingInt(one -> one instanceof Evidence.CoAction both ? both.gapMillis() : 0);

  private final Ring ring;
  private final List<Edge> edges;

  /**
   * A page of a ring.
   *
   * @param candidates edges, those of the ring among them
   */
  RingPage(Ring ring, List<Edge> candidates) {
    Set<AccountId> members = new HashSet<>();
    ring.members().forEach(member -> members.add(member.account()));
    this.ring = ring;
    this.edges =
        candidates.stream()
            .filter(edge -> members.contains(edge.a()) && members.contains(edge.b()))
            .toList();
  }

  private static int place(Evidence evidence) {
    return switch (evidence) {
      case Evidence.SharedKey shared -> shared.popular() ? 2 : 0;
      case Evidence.CoAction both -> both.occasions() > 0 ? 1 : 3;
    };
  }

  Ring ring() {
    return ring;
  }

  /** Everything that tied members share. */
  Set<LinkKey> keys() {
    Set<LinkKey> keys = new HashSet<>();
    edges.forEach(edge -> edge.evidence().forEach(evidence -> keys.add(evidence.key())));
    return keys;
  }

  /**
   * All of it.
   *
   * @param scores of every member
   * @param acts what the members did
   */
  RingDetail detail(Map<AccountId, AccountFinal> scores, RingActs acts) {
    return new RingDetail(
        ring.id(),
        ring.score(),
        ring.reasons(),
        ring.members().stream().map(member -> member(member, scores, acts)).toList(),
        new RingDetail.Ties(
            edges.stream().map(edge -> edge(edge, acts)).toList(),
            sharedKeys(acts),
            ring.coincidences()),
        new RingDetail.Together(acts.moments(), acts.bursts()));
  }

  private static RingDetail.Edge edge(Edge edge, RingActs acts) {
    String a = edge.a().value();
    String b = edge.b().value();
    List<String> words = new ArrayList<>();
    edge.evidence().stream()
        .sorted(TELLING_FIRST)
        .limit(EVIDENCE)
        .forEach(one -> words.add(TieWords.sentence(one, acts.closestMillis(one.key(), a, b))));
    if (edge.evidence().size() > EVIDENCE) {
      words.add("and " + (edge.evidence().size() - EVIDENCE) + " more");
    }
    return new RingDetail.Edge(a, b, edge.weight(), edge.pValue(), words);
  }

  private static RingDetail.Member member(
      Member member, Map<AccountId, AccountFinal> scores, RingActs acts) {
    AccountFinal account = Objects.requireNonNull(scores.get(member.account()));
    return new RingDetail.Member(
        member.account().value(),
        member.role().label(),
        account.risk().score(),
        account.risk().band(),
        acts.times(member.account().value()));
  }

  private List<RingDetail.SharedKey> sharedKeys(RingActs acts) {
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
    Map<LinkKey, List<Instant>> uses = acts.uses();
    return members.entrySet().stream()
        .map(entry ->
            new RingDetail.SharedKey(
                entry.getKey().kind().label(),
                entry.getKey().value().replace('\t', ' '),
                accounts.getOrDefault(entry.getKey(), 0),
                List.copyOf(entry.getValue()),
                uses.getOrDefault(entry.getKey(), List.of())))
        .toList();
  }
}
