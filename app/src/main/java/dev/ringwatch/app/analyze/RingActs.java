package dev.ringwatch.app.analyze;

import dev.ringwatch.app.report.RingDetail;
import dev.ringwatch.detect.ring.TieWords;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What the members of a ring did, as far as it was kept: when they acted together. Immutable. */
final class RingActs {

  /** Acts further apart than this are not one moment. */
  private static final long PAUSE_MILLIS = 600_000;

  private static final int MIN_TOGETHER = 3;
  private static final int MAX_MOMENTS = 6;
  private static final int MAX_BURSTS = 3;

  private final int size;
  private final Map<String, Acts> byMember;
  private final Map<String, Map<LinkKey, long[]>> timesByKey = new HashMap<>();

  /**
   * Acts of a ring.
   *
   * @param size how many members the ring has
   * @param byMember by account
   */
  RingActs(int size, Map<String, Acts> byMember) {
    this.size = size;
    this.byMember = new TreeMap<>(byMember);
    byMember.forEach((member, acts) -> timesByKey.put(member, timesByKey(acts)));
  }

  private static Map<LinkKey, long[]> timesByKey(Acts acts) {
    Map<LinkKey, LongStream.Builder> times = new HashMap<>();
    for (Act act : acts.shared()) {
      for (LinkKey key : act.keys()) {
        times.computeIfAbsent(key, opened -> LongStream.builder()).add(act.epochMillis());
      }
    }
    Map<LinkKey, long[]> sorted = new HashMap<>();
    times.forEach((key, found) -> sorted.put(key, found.build().sorted().toArray()));
    return sorted;
  }

  /**
   * Something a member did.
   *
   * @param epochMillis when
   * @param keys what of it other members share; may be empty
   */
  record Act(long epochMillis, List<LinkKey> keys) {}

  /**
   * What one member did.
   *
   * @param shared acts on what others share, in order
   * @param others all else, in order
   */
  record Acts(List<Act> shared, List<Act> others) {}

  private record Dated(long epochMillis, String member) {}

  /** Acts with no long pause between them. */
  private record Cluster(List<Dated> acts) {

    Instant from() {
      return Instant.ofEpochMilli(acts.getFirst().epochMillis());
    }

    Instant to() {
      return Instant.ofEpochMilli(acts.getLast().epochMillis());
    }

    long millis() {
      return acts.getLast().epochMillis() - acts.getFirst().epochMillis();
    }

    int members() {
      Set<String> members = new HashSet<>();
      acts.forEach(act -> members.add(act.member()));
      return members.size();
    }
  }

  /** A cluster of acts on one target. */
  private record Found(Cluster cluster, LinkKey key) {

    RingDetail.Moment moment() {
      return new RingDetail.Moment(
          TieWords.target(key), cluster.from(), cluster.to(), cluster.members());
    }
  }

  private static final Comparator<Cluster> MOST_MEMBERS_FIRST =
      Comparator.comparingInt(Cluster::members)
          .reversed()
          .thenComparingLong(Cluster::millis)
          .thenComparing(Cluster::from);

  /** When a member acted. */
  RingDetail.Times times(String member) {
    Acts acts = byMember.getOrDefault(member, new Acts(List.of(), List.of()));
    return new RingDetail.Times(instants(acts.shared()), instants(acts.others()));
  }

  private static List<Instant> instants(List<Act> acts) {
    return acts.stream().map(act -> Instant.ofEpochMilli(act.epochMillis())).toList();
  }

  /** The moments at which the most members acted on one target, six at most, in order of time. */
  List<RingDetail.Moment> moments() {
    Map<LinkKey, List<Dated>> byTarget = new TreeMap<>();
    byMember.forEach((member, acts) -> {
      for (Act act : acts.shared()) {
        for (LinkKey key : act.keys()) {
          if (key.kind() == LinkKeyKind.CO_ACTION) {
            byTarget
                .computeIfAbsent(key, opened -> new ArrayList<>())
                .add(new Dated(act.epochMillis(), member));
          }
        }
      }
    });
    List<Found> found = new ArrayList<>();
    byTarget.forEach((key, acts) -> clusters(acts).forEach(c -> found.add(new Found(c, key))));
    return found.stream()
        .sorted(Comparator.comparing(Found::cluster, MOST_MEMBERS_FIRST).thenComparing(Found::key))
        .limit(MAX_MOMENTS)
        .sorted(Comparator.comparing((Found one) -> one.cluster().from()))
        .map(Found::moment)
        .toList();
  }

  private static List<Cluster> clusters(List<Dated> acts) {
    List<Dated> sorted =
        acts.stream()
            .sorted(Comparator.comparingLong(Dated::epochMillis).thenComparing(Dated::member))
            .toList();
    List<Cluster> found = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      boolean ends =
          i == sorted.size()
              || sorted.get(i).epochMillis() - sorted.get(i - 1).epochMillis() > PAUSE_MILLIS;
      if (ends) {
        Cluster cluster = new Cluster(sorted.subList(from, i));
        if (cluster.members() >= MIN_TOGETHER) {
          found.add(cluster);
        }
        from = i;
      }
    }
    return found;
  }

  /**
   * The three times at which the most members, at least half of them, acted on shared targets with
   * no pause over ten minutes; or used shared keys, for a ring that shares no targets.
   */
  List<RingDetail.Burst> bursts() {
    List<Dated> targets = new ArrayList<>();
    List<Dated> all = new ArrayList<>();
    byMember.forEach((member, acts) -> {
      for (Act act : acts.shared()) {
        Dated dated = new Dated(act.epochMillis(), member);
        all.add(dated);
        if (act.keys().stream().anyMatch(key -> key.kind() == LinkKeyKind.CO_ACTION)) {
          targets.add(dated);
        }
      }
    });
    return clusters(targets.isEmpty() ? all : targets).stream()
        .filter(cluster -> 2 * cluster.members() >= size)
        .sorted(MOST_MEMBERS_FIRST)
        .limit(MAX_BURSTS)
        .map(found -> new RingDetail.Burst(found.from(), found.to(), found.members()))
        .toList();
  }

  /** When members used what they share, by key, in order. */
  Map<LinkKey, List<Instant>> uses() {
    Map<LinkKey, List<Instant>> uses = new HashMap<>();
    for (Acts acts : byMember.values()) {
      for (Act act : acts.shared()) {
        Instant at = Instant.ofEpochMilli(act.epochMillis());
        act.keys().forEach(key -> uses.computeIfAbsent(key, opened -> new ArrayList<>()).add(at));
      }
    }
    uses.values().forEach(times -> times.sort(Comparator.naturalOrder()));
    return uses;
  }

  /** The time between two members' closest uses of a key; empty if not known. */
  OptionalLong closestMillis(LinkKey key, String a, String b) {
    long[] ofA = usesBy(a, key);
    long[] ofB = usesBy(b, key);
    long closest = Long.MAX_VALUE;
    int i = 0;
    int j = 0;
    while (i < ofA.length && j < ofB.length) {
      closest = Math.min(closest, Math.abs(ofA[i] - ofB[j]));
      if (ofA[i] <= ofB[j]) {
        i++;
      } else {
        j++;
      }
    }
    return closest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(closest);
  }

  private long[] usesBy(String member, LinkKey key) {
    return timesByKey.getOrDefault(member, Map.of()).getOrDefault(key, new long[0]);
  }
}
