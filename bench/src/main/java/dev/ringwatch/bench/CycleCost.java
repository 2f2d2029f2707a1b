package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a search for rings costs with so many live edges, and what that is for each edge that
 * changed since the search before: a search looks at all there is, so few changes cost as much as
 * many.
 */
@Command(
    name = "ring-cycle",
    description = "a search with 100k, 1M and 10M live edges; cost per changed edge",
    mixinStandardHelpOptions = true)
final class CycleCost implements Callable<Integer> {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MEMBERS = PairWorld.RING_SIZE;
  private static final int EDGES = MEMBERS * (MEMBERS - 1) / 2;
  private static final int ACTS = 5;
  private static final int ACT_SECONDS = 15_000;

  @Option(
      names = "--edges",
      split = ",",
      defaultValue = "100000,1000000,10000000",
      description = "default ${DEFAULT-VALUE}")
  private List<Integer> edges = List.of();

  @Option(
      names = "--changed",
      split = ",",
      defaultValue = "0.0001,0.01,0.1",
      description = "shares of the edges that change; default ${DEFAULT-VALUE}")
  private List<Double> changed = List.of();

  @Option(names = "--rounds", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  private final CostMeter meter = new CostMeter();

  @Override
  public Integer call() {
    for (int wanted : edges) {
      int rings = Math.max(1, wanted / EDGES);
      Set<String> before = ids(search(rings, "found before").findings());
      for (double share : changed) {
        more(rings, Math.max(1, (int) Math.round(rings * share)), before);
      }
    }
    return 0;
  }

  /** What was found, and what that took. */
  private record Searched(RingFindings findings, Cost cost) {}

  /** A search of which some rings are new since the last one. */
  private void more(int rings, int fresh, Set<String> before) {
    Searched searched = search(rings + fresh, fresh + " rings are new");
    Set<String> now = ids(searched.findings());
    now.removeAll(before);
    long edgesChanged = (long) fresh * EDGES;
    System.out.printf(
        Locale.ROOT,
        "  %,d rings are new to it, %,d edges: %.1f CPU us for each changed edge%n",
        now.size(),
        edgesChanged,
        1e6 * searched.cost().cpuSeconds() / edgesChanged);
  }

  private static Set<String> ids(RingFindings findings) {
    Set<String> ids = new HashSet<>();
    findings.rings().forEach(ring -> ids.add(ring.members().getFirst().account().value()));
    return ids;
  }

  private Searched search(int rings, String what) {
    List<Cost> costs = new ArrayList<>();
    RingFindings[] findings = new RingFindings[1];
    for (int round = 0; round < rounds; round++) {
      Graphs tables = new Graphs(CONFIG);
      SplittableRandom random = new SplittableRandom(1);
      for (int ring = 0; ring < rings; ring++) {
        act(ring, random, tables);
      }
      costs.add(
          meter.of(() -> {
            LinkGraph graph = tables.graph();
            double[] risk = new double[graph.accounts()];
            findings[0] = RingDetector.detect(graph, risk, CONFIG);
            return findings[0];
          }));
    }
    System.out.printf(
        Locale.ROOT,
        "%,d live edges, %,d rings of %,d planted%n",
        findings[0].edges().size(),
        findings[0].rings().size(),
        rings);
    System.out.println(Cost.line(what, costs));
    costs.sort((a, b) -> Double.compare(a.cpuSeconds(), b.cpuSeconds()));
    return new Searched(findings[0], costs.get(costs.size() / 2));
  }

  private static void act(int ring, SplittableRandom random, Graphs tables) {
    for (int act = 0; act < ACTS; act++) {
      for (int member = 0; member < MEMBERS; member++) {
        int second = ACT_SECONDS * act + random.nextInt(100) + 5 * member;
        tables.add(
            event(ring, member, second)
                .device("device-" + ring + "-" + random.nextInt(4))
                .ip("address-" + ring + "-" + random.nextInt(3))
                .build());
      }
      for (int member = 0; member < MEMBERS; member++) {
        int second = ACT_SECONDS * act + 200 + 3 * member;
        tables.add(event(ring, member, second).target("target-" + ring + "-" + act).build());
      }
    }
  }

  private static Event.Builder event(int ring, int member, int second) {
    AccountId account = new AccountId("account-" + ring + "-" + member);
    return Event.builder(account, "act", START.plusSeconds(second));
  }
}
