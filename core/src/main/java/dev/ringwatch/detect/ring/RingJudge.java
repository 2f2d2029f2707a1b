package dev.ringwatch.detect.ring;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.StableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Decides whether a group is a ring, and scores it. */
final class RingJudge {

  /** Points for each part of a score; they sum to 100. */
  private static final double SURPRISE_POINTS = 40;

  private static final double DENSITY_POINTS = 20;
  private static final double SYNCHRONY_POINTS = 20;
  private static final double MEMBER_POINTS = 20;

  /**
   * The surprise, as -log10 p, that earns 63 % of its points: about what an edge needs among 20,000
   * accounts. Twice that earns 86 %, and all are never reached, so that rings keep an order.
   */
  private static final double SURPRISE_UNIT = 10;

  /** The share of edges that rest on acting together in a ring that needs no keys to be one. */
  private static final double ACTS_TOGETHER = 0.9;

  private final LinkGraph graph;
  private final IntToDoubleFunction memberRisk;
  private final RingConfig config;
  private final EdgeGraph edgeGraph;
  private final List<Pair> pairs;
  private final List<Edge> edges;
  private final Coincidences coincidences;

  RingJudge(
      LinkGraph graph,
      IntToDoubleFunction memberRisk,
      RingConfig config,
      EdgeGraph edgeGraph,
      List<Pair> pairs,
      List<Edge> edges) {
    this.graph = graph;
    this.memberRisk = memberRisk;
    this.config = config;
    this.edgeGraph = edgeGraph;
    this.pairs = pairs;
    this.edges = edges;
    coincidences = new Coincidences(graph, config);
  }

  /**
   * The ring that a group is, or nothing if a household explains it.
   *
   * @param everybody account indexes in ascending order
   */
  Optional<Ring> ring(int[] everybody) {
    int[] group = withoutVictims(everybody);
    if (group.length < config.groups().minRingSize()) {
      return Optional.empty();
    }
    int[] inside = edgesInside(group);
    double synchrony = synchrony(inside);
    boolean household = group.length <= config.groups().householdSize();
    if (household && synchrony < 0.5) {
      return Optional.empty();
    }
    List<Reason> reasons = reasons(group, inside, synchrony);
    double score = reasons.stream().mapToDouble(Reason::points).sum();
    List<Edge> ties = Arrays.stream(inside).mapToObj(edges::get).toList();
    return Optional.of(
        new Ring(
            id(group),
            members(group),
            Math.min(100, score),
            reasons,
            coincidences.of(group, ties)));
  }

  /**
   * Leaves out whom the ring may have robbed. Where the others act together, an account that does
   * not is tied to them by nothing but keys, and these can be stolen: a device id, an address, a
   * card.
   */
  private int[] withoutVictims(int[] group) {
    int[] withAny =
        Arrays.stream(group)
            .filter(member -> Arrays.stream(edgesOf(member, group)).anyMatch(this::isTogether))
            .toArray();
    int[] actors = Arrays.stream(group).filter(member -> isActor(member, group, withAny)).toArray();
    boolean standsAlone =
        actors.length < group.length
            && actors.length >= config.groups().minRingSize()
            && synchrony(edgesInside(actors)) >= ACTS_TOGETHER;
    return standsAlone ? actors : group;
  }

  /**
   * Whether an account acts with the others: most of its edges say so, or it acts with half of all
   * who act with anyone, however many it may have robbed besides.
   */
  private boolean isActor(int member, int[] group, int[] withAny) {
    int[] among = edgesOf(member, withAny);
    long together = Arrays.stream(among).filter(this::isTogether).count();
    return synchrony(edgesOf(member, group)) >= 0.5
        || (together > 0 && 2 * together >= withAny.length - 1);
  }

  private int[] edgesOf(int member, int[] group) {
    return IntStream.range(edgeGraph.start(member), edgeGraph.start(member + 1))
        .filter(place -> Arrays.binarySearch(group, edgeGraph.neighbour(place)) >= 0)
        .map(edgeGraph::edge)
        .toArray();
  }

  private int[] edgesInside(int[] group) {
    var inside = IntStream.builder();
    for (int member : group) {
      for (int place = edgeGraph.start(member); place < edgeGraph.start(member + 1); place++) {
        if (edgeGraph.neighbour(place) > member
            && Arrays.binarySearch(group, edgeGraph.neighbour(place)) >= 0) {
          inside.add(edgeGraph.edge(place));
        }
      }
    }
    return inside.build().toArray();
  }

  /** The share of edges that rest on co-actions, among others. */
  private double synchrony(int[] inside) {
    long together = Arrays.stream(inside).filter(this::isTogether).count();
    return (double) together / Math.max(1, inside.length);
  }

  private boolean isTogether(int edge) {
    return edges.get(edge).evidence().stream().anyMatch(Evidence.CoAction.class::isInstance);
  }

  private List<Reason> reasons(int[] group, int[] inside, double synchrony) {
    double surprise =
        Arrays.stream(inside).mapToDouble(edge -> -pairs.get(edge).logP()).average().orElse(0)
            / StrictMath.log(10);
    double density = inside.length / (group.length * (group.length - 1.0) / 2);
    double risk =
        Arrays.stream(group)
            .mapToDouble(member -> checkRisk(memberRisk.applyAsDouble(member)))
            .average()
            .orElse(0);
    var reasons = new ArrayList<Reason>();
    reasons.add(
        new Reason(
            "ring_surprise",
            SURPRISE_POINTS * -StrictMath.expm1(-surprise / SURPRISE_UNIT),
            "by chance a pair would share so much once in " + odds(surprise)));
    reasons.add(
        new Reason("ring_density", DENSITY_POINTS * density, tied(inside.length, group.length)));
    reasons.add(
        new Reason(
            "ring_synchrony",
            SYNCHRONY_POINTS * synchrony,
            Math.round(100 * synchrony) + " % of the tied pairs acted on the same targets"));
    reasons.add(
        new Reason(
            "ring_members",
            MEMBER_POINTS * risk / 100,
            "each account by itself is " + Math.round(risk) + " of 100 unusual, on average"));
    return reasons;
  }

  static double checkRisk(double risk) {
    if (!(risk >= 0 && risk <= 100)) {
      throw new IllegalArgumentException("a member's risk must be in [0, 100], not " + risk);
    }
    return risk;
  }

  /** Ten to a power, such as "1,000" or "10^19" where it is large. */
  private static String odds(double power) {
    long rounded = Math.round(power);
    return rounded > 6
        ? "10^" + rounded
        : String.format(Locale.ROOT, "%,.0f", Math.pow(10, (double) rounded));
  }

  private static String tied(int ties, int accounts) {
    long possible = accounts * (accounts - 1L) / 2;
    return ties == possible
        ? String.format(Locale.ROOT, "all %,d pairs of its %,d accounts are tied", ties, accounts)
        : String.format(
            Locale.ROOT,
            "%,d of the %,d pairs of its %,d accounts are tied",
            ties,
            possible,
            accounts);
  }

  private List<Member> members(int[] group) {
    var tie = new double[group.length];
    var outside = new boolean[group.length];
    for (int i = 0; i < group.length; i++) {
      for (int place = edgeGraph.start(group[i]); place < edgeGraph.start(group[i] + 1); place++) {
        boolean within = Arrays.binarySearch(group, edgeGraph.neighbour(place)) >= 0;
        tie[i] += within ? edgeGraph.weight(place) : 0;
        outside[i] |= !within;
      }
    }
    double average = Arrays.stream(tie).average().orElse(0);
    var members = new ArrayList<Member>();
    for (int i = 0; i < group.length; i++) {
      Member.Role inside = tie[i] >= average - 1e-9 ? Member.Role.CORE : Member.Role.MEMBER;
      members.add(new Member(graph.account(group[i]), outside[i] ? Member.Role.BRIDGE : inside));
    }
    return members;
  }

  private String id(int[] group) {
    long hash = group.length;
    for (int member : group) {
      hash += StableHash.of(graph.account(member).value(), 1);
    }
    return Ring.ID_PREFIX + String.format("%016x", StableHash.mix(hash));
  }
}
