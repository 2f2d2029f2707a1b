package dev.ringwatch.bench;

import dev.ringwatch.calibrate.RankingQuality;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.kit.generate.AbuseConfig;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.PlantedRing;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Truth;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.Finals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How much of what was planted is found. A ring is found when a reported one overlaps it by a
 * Jaccard index of at least 0.5.
 */
@Command(
    name = "planted",
    description = "rings and accounts found on generated days",
    mixinStandardHelpOptions = true)
final class PlantedQuality implements Callable<Integer> {

  private static final double FOUND = 0.5;

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--seeds", defaultValue = "5", description = "default ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--from",
      defaultValue = "1",
      description = "first seed; default ${DEFAULT-VALUE}")
  private int from;

  @Option(
      names = "--also-link",
      split = ",",
      description = "static kinds of link that are off by default: NETWORK, CLIENT")
  private Set<LinkKeyKind> alsoLink = EnumSet.noneOf(LinkKeyKind.class);

  /** By scenario: a list of every figure, over the seeds. */
  private final Map<String, Map<String, List<Double>>> figures = new LinkedHashMap<>();

  @Override
  public Integer call() {
    for (int seed = from; seed < from + seeds; seed++) {
      measure("plain, 30 % camouflage", TrapLevel.PLAIN, AbuseConfig.ofDefaults(), seed);
      measure(
          "hard, 60 % camouflage",
          TrapLevel.HARD, AbuseConfig.ofDefaults().withCamouflage(0.6), seed);
      measure("hard, no abuse", TrapLevel.HARD, AbuseConfig.none(), seed);
    }
    figures.forEach((scenario, byFigure) ->
        byFigure.forEach((figure, values) -> summarise(scenario, figure, values)));
    return 0;
  }

  private static void summarise(String scenario, String figure, List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    System.out.printf(
        Locale.ROOT,
        "%s, %d seeds: %s from %.3f to %.3f, median %.3f%n",
        scenario,
        sorted.length,
        figure,
        sorted[0],
        sorted[sorted.length - 1],
        median);
  }

  private void note(String scenario, String figure, double value) {
    figures
        .computeIfAbsent(scenario, _ -> new LinkedHashMap<>())
        .computeIfAbsent(figure, _ -> new ArrayList<>())
        .add(value);
  }

  private GeneratedDay generate(TrapLevel traps, AbuseConfig abuse, long seed) {
    return Generator.of(
        GeneratorConfig.ofDefaults()
            .withSeed(seed)
            .withTraps(traps)
            .withAbuse(abuse)
            .withVolume(Volume.ofDefaults().of(Math.toIntExact(events / 20), events)));
  }

  private void measure(String name, TrapLevel traps, AbuseConfig abuse, long seed) {
    GeneratedDay day = generate(traps, abuse, seed);
    Finals finals = Answer.to(day::forEach, rings()).finals();
    Truth truth = day.truth();
    List<Set<AccountId>> reported =
        finals.rings().rings().stream().map(PlantedQuality::members).toList();
    List<Set<AccountId>> planted = plantedSets(truth);
    long right = reported.stream().filter(ring -> isFound(ring, planted)).count();
    long found = planted.stream().filter(ring -> isFound(ring, reported)).count();
    Optional<RankingQuality> quality =
        Answer.quality(
            finals,
            account -> account.risk().score(),
            account -> Optional.of(truth.of(account).abusive()));
    if (planted.isEmpty()) {
      note(name, "rings reported", reported.size());
    } else {
      note(name, "ring precision", reported.isEmpty() ? 1 : (double) right / reported.size());
      note(name, "ring recall", (double) found / planted.size());
    }
    quality.ifPresent(ofAccounts -> note(name, ofAccounts));
    System.out.printf(
        Locale.ROOT,
        "%s, seed %d: %d rings planted, %d reported, %d of them right; %s%n  found: %s%n",
        name,
        seed,
        truth.rings().size(),
        reported.size(),
        right,
        quality.map(PlantedQuality::text).orElse("no abusive account"),
        found(truth, reported));
  }

  private void note(String name, RankingQuality ofAccounts) {
    note(name, "account ROC-AUC", ofAccounts.rocAuc());
    note(name, "account average precision", ofAccounts.averagePrecision());
    note(name, "account recall at 2 % FPR", ofAccounts.recallAt(0.02));
  }

  private RingConfig rings() {
    RingConfig rings = RingConfig.ofDefaults();
    for (LinkKeyKind kind : alsoLink) {
      rings = rings.withAlso(kind);
    }
    return rings;
  }

  private static Map<String, String> found(Truth truth, List<Set<AccountId>> reported) {
    Map<String, int[]> counts = new TreeMap<>();
    for (PlantedRing ring : truth.rings()) {
      int[] count = counts.computeIfAbsent(ring.kind().label(), kind -> new int[2]);
      count[0] += isFound(new HashSet<>(ring.members()), reported) ? 1 : 0;
      count[1]++;
    }
    Map<String, String> shares = new TreeMap<>();
    counts.forEach((kind, count) -> shares.put(kind, count[0] + "/" + count[1]));
    return shares;
  }

  static List<Set<AccountId>> plantedSets(Truth truth) {
    return truth.rings().stream().map(ring -> Set.copyOf(ring.members())).toList();
  }

  static Set<AccountId> members(Ring ring) {
    return ring.members().stream().map(Member::account).collect(Collectors.toSet());
  }

  static boolean isFound(Set<AccountId> ring, Collection<Set<AccountId>> others) {
    return others.stream().anyMatch(other -> jaccard(ring, other) >= FOUND);
  }

  private static double jaccard(Set<AccountId> one, Set<AccountId> other) {
    long both = one.stream().filter(other::contains).count();
    return both / ((double) one.size() + other.size() - both);
  }

  static String text(RankingQuality quality) {
    return String.format(
        Locale.ROOT,
        "ROC-AUC %.3f, average precision %.3f, recall at 2 %% FPR %.3f",
        quality.rocAuc(),
        quality.averagePrecision(),
        quality.recallAt(0.02));
  }
}
