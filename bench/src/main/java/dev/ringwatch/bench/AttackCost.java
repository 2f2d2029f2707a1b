package dev.ringwatch.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.RingSearch;
import dev.ringwatch.pipeline.StateBounds;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What attacks on the state cost, and whether what was planted is found all the same: each attack
 * comes after a generated day, in the day's last hour, within a server's bounds.
 */
@Command(
    name = "attack",
    description = "keys made popular on purpose, an account on very many keys, a ring beyond caps",
    mixinStandardHelpOptions = true)
final class AttackCost implements Callable<Integer> {

  private static final int MEGABYTE = 1_000_000;
  private static final int RING = 150;

  @Option(names = "--accounts", defaultValue = "50000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(
      names = "--keys",
      defaultValue = "1000000",
      description = "addresses that are made popular; default ${DEFAULT-VALUE}")
  private int keys;

  @Option(
      names = "--on-each",
      defaultValue = "5",
      description = "accounts on each of them; default ${DEFAULT-VALUE}")
  private int onEach;

  @Option(
      names = "--attackers",
      defaultValue = "2000",
      description = "accounts that do it; default ${DEFAULT-VALUE}")
  private int attackers;

  @Option(
      names = "--megabytes",
      defaultValue = "2000",
      description = "how much the state may take; default ${DEFAULT-VALUE}")
  private long megabytes;

  private final SplittableRandom random = new SplittableRandom(1);

  /** An attack: hands its events to a driver, from a moment on. */
  @FunctionalInterface
  private interface Attack {
    void run(Instant from, Consumer<Event> driver);
  }

  @Override
  public Integer call() {
    measure("no attack", Set.of(), (from, driver) -> {});
    measure(
        String.format(Locale.ROOT, "%,d addresses of %d accounts each", keys, onEach),
        Set.of(),
        this::popularKeys);
    measure(
        String.format(Locale.ROOT, "%,d addresses of one account each", 10 * keys),
        Set.of(),
        this::loneKeys);
    measure("an account on 100,000 keys of others", Set.of(), this::everywhere);
    measure("a ring of 150 beyond every cap", ring(), this::ringBeyondCaps);
    return 0;
  }

  private static Set<AccountId> ring() {
    Set<AccountId> ring = new HashSet<>();
    IntStream.range(0, RING).forEach(i -> ring.add(new AccountId("ring-" + i)));
    return ring;
  }

  private void measure(String name, Set<AccountId> planted, Attack attack) {
    PipelineConfig config =
        PipelineConfig.ofDefaults().withBounds(new StateBounds(30, megabytes * MEGABYTE));
    EmbeddedDriver driver =
        new EmbeddedDriver(config, DriverLayout.of(1, 1).withLiveScores().withIndexSeed(7));
    GeneratedDay day =
        Generator.of(
            GeneratorConfig.ofDefaults().withVolume(Volume.ofDefaults().of(accounts, events)));
    Instant[] end = {Instant.EPOCH};
    day.forEach(event -> {
      driver.accept(0, event);
      end[0] = event.timestamp();
    });
    long[] count = {0};
    long cpu = cpu();
    attack.run(
        end[0],
        event -> {
          driver.accept(0, event);
          count[0]++;
        });
    driver.closeAllTicks();
    double taken = (cpu() - cpu) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d events in %.1f CPU s; state %,d MB, %,d keys; shed %,d keys, %,d accounts%n",
        name,
        count[0],
        taken,
        driver.stateBytes() / MEGABYTE,
        driver.keys(),
        driver.shed().keys(),
        driver.shed().accounts());
    search(driver, day, planted);
  }

  private void search(EmbeddedDriver driver, GeneratedDay day, Set<AccountId> ring) {
    long cpu = cpu();
    long from = System.nanoTime();
    try (RingSearch search = driver.ringSearch().orElseThrow();
        ForkJoinPool one = new ForkJoinPool(1)) {
      RingFindings found = one.submit(() -> search.find()).join();
      double wall = (System.nanoTime() - from) / 1e9;
      List<Set<AccountId>> rings = found.rings().stream().map(PlantedQuality::members).toList();
      List<Set<AccountId>> planted = PlantedQuality.plantedSets(day.truth());
      System.out.printf(
          Locale.ROOT,
          "  search %.1f s, %.1f CPU s; %,d edges, %,d rings; of %d planted rings %d are found%s%n",
          wall,
          (cpu() - cpu) / 1e9,
          found.edges().size(),
          rings.size(),
          planted.size(),
          planted.stream().filter(real -> PlantedQuality.isFound(real, rings)).count(),
          ring.isEmpty()
              ? ""
              : ", and the one beyond caps: " + PlantedQuality.isFound(ring, rings));
    }
  }

  /** Every address is used by so many of the attackers as make it link them. */
  private void popularKeys(Instant from, Consumer<Event> driver) {
    long number = 0;
    for (int key = 0; key < keys; key++) {
      for (int i = 0; i < onEach; i++) {
        String account = "attacker-" + random.nextInt(attackers);
        driver.accept(event(account, from, number++).ip(address(key)).build());
      }
    }
  }

  private void loneKeys(Instant from, Consumer<Event> driver) {
    for (int key = 0; key < 10 * keys; key++) {
      String account = "attacker-" + random.nextInt(attackers);
      driver.accept(event(account, from, key).ip(address(key)).build());
    }
  }

  /** It uses keys that it shares with one other each. */
  private void everywhere(Instant from, Consumer<Event> driver) {
    long number = 0;
    for (int key = 0; key < 100_000; key++) {
      String other = "attacker-" + random.nextInt(attackers);
      String device = "device of an attacker " + key;
      driver.accept(event(other, from, number++).device(device).ip(address(key)).build());
      driver.accept(event("everywhere", from, number++).device(device).ip(address(key)).build());
    }
  }

  /** Five devices and addresses for 150 accounts, who act on ten targets within seconds. */
  private void ringBeyondCaps(Instant from, Consumer<Event> driver) {
    long number = 0;
    for (int target = 0; target < 10; target++) {
      Instant start = from.plusSeconds(1 + 1_800L * target);
      for (int member = 0; member < RING; member++) {
        int place = (target + member) % 5;
        driver.accept(
            Event.builder(new AccountId("ring-" + member), "like", start.plusMillis(100L * member))
                .id("attack-" + number++)
                .ip(address(place))
                .device("device beyond caps " + place)
                .target("target beyond caps " + target)
                .targetOwner("owner " + target)
                .build());
      }
    }
  }

  private static String address(int key) {
    return "100."
        + (64 + (key >>> 16)) % 256
        + "."
        + (key >>> 8) % 256
        + "."
        + key % 256
        + (key >>> 24 == 0 ? "" : "-" + (key >>> 24));
  }

  /** Ten thousand a second. */
  private static Event.Builder event(String account, Instant from, long number) {
    return Event.builder(new AccountId(account), "view", from.plusMillis(1 + number / 10))
        .id("attack-" + number);
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
