package dev.ringwatch.bench;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.ring.CoordinationScore;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.AbuseConfig;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.ShuffledLog;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Rings reported where nobody acts together: logs whose targets, or times, have changed places
 * within every action and hour. Of generated days only rings that match nothing planted count:
 * those that share devices are rings still.
 */
@Command(
    name = "shuffled-rings",
    description = "rings reported in logs without coordination",
    mixinStandardHelpOptions = true)
final class ShuffledRings implements Callable<Integer> {

  private static final RingConfig CONFIG = RingConfig.ofDefaults();

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "folders with events.csv.gz; default ${DEFAULT-VALUE}")
  private Path data = Path.of("../shared/data");

  @Option(names = "--shuffles", defaultValue = "20", description = "default ${DEFAULT-VALUE}")
  private int shuffles;

  @Option(names = "--days", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
  private int days;

  private long accounts;
  private long runs;
  private long rings;

  @Override
  public Integer call() throws IOException {
    for (LabelledLog log : LabelledLog.withTargets(data)) {
      shuffle(log.name(), log.events(), List.of(), shuffles);
    }
    sum("real logs");
    for (int seed = 1; seed <= days; seed++) {
      day("plain, 30 % camouflage", TrapLevel.PLAIN, AbuseConfig.ofDefaults(), seed);
      AbuseConfig hidden = AbuseConfig.ofDefaults().withCamouflage(0.6);
      day("hard, 60 % camouflage", TrapLevel.HARD, hidden, seed);
      day("hard, no abuse", TrapLevel.HARD, AbuseConfig.none(), seed);
    }
    sum("generated days");
    return 0;
  }

  private void sum(String what) {
    System.out.printf(
        Locale.ROOT,
        "%s, targets shuffled: %d rings in %d logs of %d accounts together%n",
        what,
        rings,
        runs,
        accounts);
    rings = 0;
    runs = 0;
    accounts = 0;
  }

  private void day(String name, TrapLevel traps, AbuseConfig abuse, int seed) {
    GeneratedDay day =
        Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(seed)
                .withTraps(traps)
                .withAbuse(abuse)
                .withVolume(Volume.ofDefaults().of(10_000, 200_000)));
    List<Event> events = new ArrayList<>();
    day.forEach(events::add);
    List<Set<AccountId>> planted =
        day.truth().rings().stream().map(ring -> Set.copyOf(ring.members())).toList();
    coordination(name + ", seed " + seed, events, planted);
    shuffle(name + ", seed " + seed, events, planted, 2);
  }

  private static void coordination(String name, List<Event> events, List<Set<AccountId>> planted) {
    LinkGraph graph = Graphs.of(events, CONFIG);
    double[] scores = CoordinationScore.of(graph, CONFIG);
    Set<AccountId> members = planted.stream().flatMap(Set::stream).collect(Collectors.toSet());
    boolean[] labels = new boolean[scores.length];
    double[] innocent = new double[scores.length];
    for (int account = 0; account < scores.length; account++) {
      labels[account] = members.contains(graph.account(account));
      innocent[account] = labels[account] ? 0 : scores[account];
    }
    Arrays.sort(innocent);
    System.out.printf(
        Locale.ROOT,
        "%s: coordination score of innocents: 99 %% below %.2f, 99.9 %% below %.2f; of ring"
            + " members: %s%n",
        name,
        innocent[(int) (0.99 * innocent.length)],
        innocent[(int) (0.999 * innocent.length)],
        RankingQuality.of(scores, labels).map(PlantedQuality::text).orElse("none planted"));
  }

  private void shuffle(String name, List<Event> events, List<Set<AccountId>> planted, int times) {
    for (ShuffledLog.What what : ShuffledLog.What.values()) {
      long found = 0;
      int logs = 0;
      for (int seed = 0; seed < times; seed++) {
        List<Ring> reported = Graphs.findings(ShuffledLog.of(events, what, seed), CONFIG).rings();
        long innocent = reported.stream().filter(ring -> !matches(ring, planted)).count();
        found += innocent;
        logs += innocent > 0 ? 1 : 0;
      }
      System.out.printf(
          Locale.ROOT, "%s, %s shuffled: %d rings in %d of %d%n", name, what, found, logs, times);
      if (what == ShuffledLog.What.TARGETS) {
        rings += found;
        runs += times;
        accounts += times * events.stream().map(Event::account).distinct().count();
      }
    }
  }

  /** Whether at least half of a ring's members belong to one planted ring. */
  private static boolean matches(Ring ring, List<Set<AccountId>> planted) {
    Set<AccountId> members = new HashSet<>();
    ring.members().forEach(member -> members.add(member.account()));
    return planted.stream()
        .anyMatch(one -> 2 * members.stream().filter(one::contains).count() >= members.size());
  }
}
