package dev.ringwatch.bench;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.ring.CoActionNetwork;
import dev.ringwatch.detect.ring.CoActionPolicy;
import dev.ringwatch.detect.ring.CoordinationScore;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.LinkGraph;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What coordination alone says about real logs: the plain network's time, how well the graded score
 * and the strongest pair rank labelled accounts, and what rings come out at lower cuts.
 */
@Command(
    name = "real-rings",
    description = "coordination and rings on real logs",
    mixinStandardHelpOptions = true)
final class RealRings implements Callable<Integer> {

  private static final RingConfig DEFAULTS = RingConfig.ofDefaults();

  @Option(
      names = "--data",
      defaultValue = "../shared/data",
      description = "folders with events.csv.gz; default ${DEFAULT-VALUE}")
  private Path data = Path.of("../shared/data");

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(data)) {
      System.err.println("bench real-rings: " + data + " is no folder; name one with --data");
      return 1;
    }
    for (LabelledLog log : LabelledLog.withTargets(data)) {
      print("%s: %d events", log.name(), log.events().size());
      network(log);
      if (log.abusive().containsValue(true)) {
        rankings(log);
      }
      for (int minTargets = 3; minTargets > 0; minTargets--) {
        for (double rate : new double[] {0.01, 0.1, 0.5}) {
          rings(log, minTargets, rate);
        }
      }
    }
    return 0;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private static void network(LabelledLog log) {
    for (int seconds : new int[] {10, 60}) {
      long start = System.nanoTime();
      var network =
          new CoActionNetwork(Duration.ofSeconds(seconds), CoActionNetwork.Counting.EVENTS);
      for (Event event : log.events()) {
        if (event.target() != null) {
          network.add(
              event.account(), event.action(), event.target(), event.timestamp().toEpochMilli());
        }
      }
      int ties = network.ties().size();
      double taken = (System.nanoTime() - start) / 1e9;
      print("  plain network, %d s: %d ties in %.2f s", seconds, ties, taken);
    }
  }

  private static void rankings(LabelledLog log) {
    LinkGraph graph = Graphs.of(log.events(), DEFAULTS);
    double[] coordination = CoordinationScore.of(graph, DEFAULTS);
    rank("coordination score", log, account -> coordination[graph.indexOf(account)]);
    Map<AccountId, Double> surprise = new HashMap<>();
    for (Edge edge : Graphs.findings(log.events(), cut(1, 0.999)).edges()) {
      double of = -Math.log(Math.max(Double.MIN_VALUE, edge.pValue()));
      surprise.merge(edge.a(), of, Math::max);
      surprise.merge(edge.b(), of, Math::max);
    }
    rank("strongest pair's surprise", log, account -> surprise.getOrDefault(account, 0.0));
    Map<AccountId, Double> volume = new HashMap<>();
    log.events().forEach(event -> volume.merge(event.account(), 1.0, Double::sum));
    rank("events per account", log, account -> volume.getOrDefault(account, 0.0));
  }

  private static void rank(String name, LabelledLog log, ToDoubleFunction<AccountId> score) {
    List<AccountId> accounts =
        log.events().stream()
            .map(Event::account)
            .distinct()
            .filter(log.abusive()::containsKey)
            .toList();
    double[] scores = accounts.stream().mapToDouble(score).toArray();
    boolean[] labels = new boolean[scores.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = log.abusive().getOrDefault(accounts.get(i), false);
    }
    RankingQuality.of(scores, labels)
        .ifPresent(quality -> print("  %s: %s", name, PlantedQuality.text(quality)));
  }

  private static RingConfig cut(int minTargets, double rate) {
    CoActionPolicy policy = DEFAULTS.coAction();
    return DEFAULTS
        .withFalseDiscoveryRate(rate)
        .withCoAction(
            new CoActionPolicy(
                policy.enabled(),
                policy.strength(),
                policy.window(),
                policy.actorCap(),
                policy.audienceCap(),
                policy.episode(),
                policy.affinity(),
                minTargets,
                policy.maxOccasions()));
  }

  private static void rings(LabelledLog log, int minTargets, double rate) {
    RingFindings findings = Graphs.findings(log.events(), cut(minTargets, rate));
    long members = findings.rings().stream().mapToLong(ring -> ring.members().size()).sum();
    long abusive = findings.rings().stream().mapToLong(ring -> abusive(log, ring)).sum();
    print(
        "  rings with %d targets, rate %.2f: %d edges, %d rings, %d members, %d of them abusive",
        minTargets, rate, findings.edges().size(), findings.rings().size(), members, abusive);
  }

  private static long abusive(LabelledLog log, Ring ring) {
    return ring.members().stream()
        .filter(member -> log.abusive().getOrDefault(member.account(), false))
        .count();
  }
}
