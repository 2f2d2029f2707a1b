package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a search for rings costs with so many live edges: anew, and by what the search before found
 * out, for each edge that changed since.
 */
@Command(
    name = "ring-cycle",
    description = "a search with 100k, 1M and 10M live edges, anew and after changes",
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
      Live live = new Live();
      live.add(Math.max(1, wanted / EDGES));
      Searched anew = live.search(SearchMemory::new);
      System.out.printf(
          Locale.ROOT,
          "%,d live edges, %,d rings of %,d planted%n%s%n",
          anew.findings().edges().size(),
          anew.findings().rings().size(),
          live.rings,
          Cost.line("anew", anew.costs()));
      for (double share : changed) {
        live.more(Math.max(1, (int) Math.round(share * wanted / EDGES)));
      }
    }
    return 0;
  }

  /** What was found last, and what each search took. */
  private record Searched(RingFindings findings, List<Cost> costs) {}

  /** Tables to which rings are added between searches. */
  private final class Live {
    private final Graphs tables = new Graphs(CONFIG);
    private final SplittableRandom random = new SplittableRandom(1);
    private int rings;

    void add(int fresh) {
      for (int end = rings + fresh; rings < end; rings++) {
        act(rings, random, tables);
      }
    }

    /** Searches after each of some times that rings are added. */
    void more(int fresh) {
      SearchMemory memory = new SearchMemory();
      RingFindings before = search(() -> memory).findings();
      List<Cost> costs = new ArrayList<>();
      Searched last = new Searched(before, costs);
      for (int round = 0; round < rounds; round++) {
        add(fresh);
        last = once(memory);
        costs.addAll(last.costs());
      }
      long edgesChanged = (long) fresh * EDGES;
      System.out.println(Cost.line(fresh + " rings more each time", costs));
      System.out.printf(
          Locale.ROOT,
          "  %,d rings are new, %,d edges each time: %.1f CPU us for each changed edge%n",
          last.findings().rings().size() - before.rings().size(),
          edgesChanged,
          1e6 * costs.stream().mapToDouble(Cost::cpuSeconds).sum() / (rounds * edgesChanged));
    }

    /** Searches the same some times. */
    Searched search(Supplier<SearchMemory> memory) {
      List<Cost> costs = new ArrayList<>();
      Searched last = once(memory.get());
      costs.addAll(last.costs());
      for (int round = 1; round < rounds; round++) {
        last = once(memory.get());
        costs.addAll(last.costs());
      }
      return new Searched(last.findings(), costs);
    }

    private Searched once(SearchMemory memory) {
      RingFindings[] findings = new RingFindings[1];
      Cost cost =
          meter.of(() -> {
            LinkGraph graph = tables.graph(memory);
            findings[0] = RingDetector.detect(graph, account -> 0, CONFIG, memory);
            return findings[0];
          });
      return new Searched(findings[0], List.of(cost));
    }
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
