package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingDetector;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.LinkKeyKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long it takes from candidate pairs to rings, what one address of very many accounts adds to a
 * run, and beside it NetworkX on the graph of the system that the project started from.
 */
@Command(
    name = "ring-speed",
    description = "10 million pairs to rings; an address of 50,000 accounts; NetworkX beside it",
    mixinStandardHelpOptions = true)
final class RingSpeed implements Callable<Integer> {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();

  @Option(
      names = "--size",
      defaultValue = "1",
      description = "1 is 10 million pairs; default ${DEFAULT-VALUE}")
  private double size;

  @Option(names = "--crowd", defaultValue = "50000", description = "default ${DEFAULT-VALUE}")
  private int crowd;

  @Option(names = "--rounds", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--bound",
      defaultValue = "60",
      description = "CPU seconds that NetworkX may take; default ${DEFAULT-VALUE}")
  private int bound;

  @Option(
      names = "--bound-megabytes",
      defaultValue = "8000",
      description = "memory that NetworkX may take; default ${DEFAULT-VALUE}")
  private int boundMegabytes;

  private final CostMeter meter = new CostMeter();

  @Override
  public Integer call() throws IOException, InterruptedException {
    pairsToRings(size, false);
    pairsToRings(size, true);
    new CrowdCost(meter, crowd).measure(rounds);
    var reference = new NetworkX(bound, boundMegabytes);
    for (double part = size; part > size / 64; part /= 2) {
      Optional<String> said = reference.components(new PairWorld(part, false));
      System.out.printf(
          Locale.ROOT, "NetworkX at size %s: %s%n", part, said.orElse("not within its bounds"));
      if (said.isPresent()) {
        pairsToRings(part, false);
        return 0;
      }
    }
    return 0;
  }

  private static String found(RingFindings findings, PairWorld world) {
    return String.format(
        Locale.ROOT,
        "%,d edges, %,d rings of %,d planted",
        findings.edges().size(),
        findings.rings().size(),
        world.rings());
  }

  /** From the tables of keys, filled before, to rings. */
  private void pairsToRings(double part, boolean twice) {
    var world = new PairWorld(part, twice);
    List<Cost> graphs = new ArrayList<>();
    List<Cost> rings = new ArrayList<>();
    String found = "";
    for (int round = -1; round < rounds; round++) {
      var tables = new Graphs(CONFIG);
      world.forEach(tables::add);
      var graph = new LinkGraph[1];
      Cost build = meter.of(() -> graph[0] = tables.graph());
      var findings = new RingFindings[1];
      double[] risk = new double[world.accounts()];
      Cost detect = meter.of(() -> findings[0] = RingDetector.detect(graph[0], risk, CONFIG));
      if (round >= 0) {
        graphs.add(build);
        rings.add(detect);
      }
      found = found(findings[0], world);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d candidate pairs of %,d accounts, most sharing %s: %s%n",
        candidates(world),
        world.accounts(),
        twice ? "an address and a target" : "one key",
        found);
    System.out.println(Cost.line("graph from tables", graphs));
    System.out.println(Cost.line("pairs to rings", rings));
  }

  /** The distinct pairs of accounts that share a key or a target that makes pairs. */
  private static long candidates(PairWorld world) {
    Map<String, Set<Integer>> users = new HashMap<>();
    world.forEach(event -> {
      int account = Integer.parseInt(event.account().value().substring("account-".length()));
      note(users, LinkKeyKind.IP, event.ip(), account);
      note(users, LinkKeyKind.DEVICE, event.device(), account);
      note(users, LinkKeyKind.CO_ACTION, event.target(), account);
    });
    users.values().removeIf(accounts -> accounts.size() < 2 || accounts.size() > 100);
    int count = users.values().stream().mapToInt(of -> of.size() * (of.size() - 1) / 2).sum();
    long[] pairs = new long[count];
    int at = 0;
    for (Set<Integer> of : users.values()) {
      int[] sorted = of.stream().mapToInt(Integer::intValue).sorted().toArray();
      for (int a = 0; a < sorted.length; a++) {
        for (int b = a + 1; b < sorted.length; b++) {
          pairs[at++] = (long) sorted[a] << Integer.SIZE | sorted[b];
        }
      }
    }
    Arrays.parallelSort(pairs);
    return Arrays.stream(pairs).distinct().count();
  }

  private static void note(
      Map<String, Set<Integer>> users, LinkKeyKind kind, @Nullable String value, int account) {
    if (value != null) {
      users.computeIfAbsent(kind.label() + value, _ -> new HashSet<>()).add(account);
    }
  }
}
