package dev.ringwatch.app.overview;

import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.postgres.ring.KeptEdge;
import dev.ringwatch.postgres.ring.KeptMember;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.RingJson;
import dev.ringwatch.risk.Band;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes what is kept of a ring into what the report's picture of one is made of. */
final class RingDrawing {

  private RingDrawing() {}

  /**
   * A pair with what it shares, read once.
   *
   * @param edge the pair
   * @param ties what it shares
   */
  record Tied(KeptEdge edge, RingJson.Ties ties) {

    static Tied of(KeptEdge edge) {
      return new Tied(edge, RingJson.readTies(edge.evidence()));
    }

    /** As the report has it. */
    RingDetail.Edge drawn() {
      List<String> sentences = ties.evidence().stream().map(RingJson.Tie::sentence).toList();
      return new RingDetail.Edge(edge.a(), edge.b(), edge.weight(), edge.pValue(), sentences);
    }
  }

  /** Something shared. */
  private record Key(String kind, String value) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : value.compareTo(other.value);
    }
  }

  /** Who shares it. */
  private static final class Users {
    private final Set<String> members = new TreeSet<>();
    private long accounts;
  }

  /**
   * What its picture is made of.
   *
   * @param members those who are in it, at least one
   * @param pairs the strongest pairs
   */
  static RingDetail of(KeptRing ring, List<KeptMember> members, List<Tied> pairs) {
    // Who left may still be in the edges of a ring that has more of them than are shown.
    Set<String> shown =
        members.stream().map(KeptMember::account).collect(Collectors.toCollection(HashSet::new));
    List<Tied> among =
        pairs.stream()
            .filter(pair -> shown.contains(pair.edge().a()) && shown.contains(pair.edge().b()))
            .toList();
    return new RingDetail(
        ring.id(),
        ring.score(),
        List.of(),
        members.stream().map(RingDrawing::member).toList(),
        new RingDetail.Ties(among.stream().map(Tied::drawn).toList(), keys(among), List.of()),
        RingDetail.Together.NONE);
  }

  private static RingDetail.Member member(KeptMember member) {
    Band band =
        Arrays.stream(Band.values())
            .filter(one -> one.label().equals(member.band()))
            .findFirst()
            .orElse(Band.LOW);
    double risk = Objects.requireNonNullElse(member.risk(), 0.0);
    return new RingDetail.Member(
        member.account(), member.role(), risk, band, RingDetail.Times.NONE);
  }

  private static List<RingDetail.SharedKey> keys(List<Tied> pairs) {
    Map<Key, Users> keys = new TreeMap<>();
    for (Tied pair : pairs) {
      for (RingJson.Tie tie : pair.ties().evidence()) {
        Users users = keys.computeIfAbsent(new Key(tie.kind(), tie.value()), key -> new Users());
        users.members.add(pair.edge().a());
        users.members.add(pair.edge().b());
        users.accounts = Math.max(users.accounts, Objects.requireNonNullElse(tie.accounts(), 0L));
      }
    }
    return keys.entrySet().stream().map(entry -> key(entry.getKey(), entry.getValue())).toList();
  }

  private static RingDetail.SharedKey key(Key key, Users users) {
    return new RingDetail.SharedKey(
        key.kind(),
        key.value(),
        Math.max(users.accounts, users.members.size()),
        List.copyOf(users.members),
        List.of());
  }
}
