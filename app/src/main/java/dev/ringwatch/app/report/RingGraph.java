package dev.ringwatch.app.report;

import dev.ringwatch.app.report.chart.Graph;
import dev.ringwatch.app.report.chart.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses what of a ring is drawn: of a large one the members and the keys with the most ties, so
 * that the picture shows its core. Accounts are joined to the keys they share; those that share
 * none of the drawn keys, to one another. Not thread-safe.
 */
final class RingGraph {

  private static final int MAX_MEMBERS = 60;
  private static final int MAX_KEYS = 40;
  private static final int MAX_EDGES = 240;

  /** One in 10^20 by chance is as thick as a line gets. */
  private static final double THICKEST = 20;

  private final List<RingDetail.Member> members;
  private final List<RingDetail.SharedKey> keys;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Graph.Node> nodes = new ArrayList<>();
  private final List<Graph.Link> links = new ArrayList<>();
  private final List<RingDetail.Edge> pairs = new ArrayList<>();
  private final RingPicture.Leads leads;

  RingGraph(RingDetail ring, RingPicture.Leads leads) {
    this.leads = leads;
    Map<String, Integer> ties = ties(ring);
    members =
        ring.members().stream()
            .sorted(
                Comparator.comparingInt((RingDetail.Member m) -> -ties.getOrDefault(m.account(), 0))
                    .thenComparing(RingDetail.Member::account))
            .limit(MAX_MEMBERS)
            .toList();
    members.forEach(this::addMember);
    keys =
        ring.ties().keys().stream()
            .filter(key -> drawnMembers(key) >= 2)
            .sorted(
                Comparator.comparingLong((RingDetail.SharedKey key) -> -drawnMembers(key))
                    .thenComparingLong(RingDetail.SharedKey::accounts)
                    .thenComparing(RingDetail.SharedKey::kind)
                    .thenComparing(RingDetail.SharedKey::value))
            .limit(MAX_KEYS)
            .toList();
    keys.forEach(this::addKey);
    addEdges(ring.ties().edges());
  }

  /** The members that are drawn, those with the most ties first. */
  List<RingDetail.Member> members() {
    return members;
  }

  /** The keys that are drawn. */
  List<RingDetail.SharedKey> keys() {
    return keys;
  }

  /** The pairs that are drawn as a line between two accounts. */
  List<RingDetail.Edge> pairs() {
    return List.copyOf(pairs);
  }

  Graph graph() {
    return new Graph(nodes, links);
  }

  private static Map<String, Integer> ties(RingDetail ring) {
    Map<String, Integer> ties = new HashMap<>();
    for (RingDetail.SharedKey key : ring.ties().keys()) {
      key.members().forEach(member -> ties.merge(member, 1, Integer::sum));
    }
    for (RingDetail.Edge edge : ring.ties().edges()) {
      ties.merge(edge.a(), 1, Integer::sum);
      ties.merge(edge.b(), 1, Integer::sum);
    }
    return ties;
  }

  private long drawnMembers(RingDetail.SharedKey key) {
    return key.members().stream().filter(places::containsKey).count();
  }

  private void addMember(RingDetail.Member member) {
    places.put(member.account(), nodes.size());
    String tip =
        Shown.line(member.account())
            + ": risk "
            + Numbers.score(member.risk())
            + ", "
            + member.band().label()
            + "; "
            + Shown.name(member.role());
    nodes.add(
        new Graph.AccountNode(
            Shown.label(member.account()),
            tip,
            Math.clamp(member.risk(), 0.0, 100.0),
            member.band().label(),
            leads.account(member.account())));
  }

  private void addKey(RingDetail.SharedKey key) {
    int place = nodes.size();
    KeyKind kind = KeyKind.of(key.kind());
    String tip =
        kind.label()
            + " "
            + Shown.line(key.value())
            + ": "
            + Numbers.count(key.members().size(), "member")
            + ", "
            + Numbers.count(key.accounts(), "account")
            + " in all";
    String href = leads.key(key);
    nodes.add(
        new Graph.KeyNode(Shown.label(key.value()), tip, kind.cssClass(), kind.letter(), href));
    double rarity = 1 / Math.max(1, Math.log((double) key.accounts()) / Math.log(2));
    for (String member : key.members()) {
      Integer from = places.get(member);
      if (from != null) {
        links.add(new Graph.Link(from, place, rarity, Shown.line(member) + " – " + tip, href));
      }
    }
  }

  private void addEdges(List<RingDetail.Edge> edges) {
    Set<Integer> tied = new HashSet<>();
    links.forEach(link -> tied.add(link.from()));
    edges.stream()
        .filter(edge -> places.containsKey(edge.a()) && places.containsKey(edge.b()))
        .filter(edge -> !tied.contains(place(edge.a())) || !tied.contains(place(edge.b())))
        .sorted(RingView.STRONGEST_FIRST)
        .limit(MAX_EDGES)
        .forEach(this::addEdge);
  }

  private void addEdge(RingDetail.Edge edge) {
    double surprise = -Math.log10(Math.max(edge.pValue(), 1e-300));
    String tip =
        Shown.name(edge.a())
            + " – "
            + Shown.name(edge.b())
            + ": "
            + Shown.line(String.join("; ", edge.evidence()))
            + ", "
            + Numbers.byChance(edge.pValue());
    pairs.add(edge);
    links.add(
        new Graph.Link(
            place(edge.a()),
            place(edge.b()),
            Math.clamp(surprise / THICKEST, 0.0, 1.0),
            tip,
            leads.pair(edge)));
  }

  private int place(String account) {
    return places.getOrDefault(account, -1);
  }
}
