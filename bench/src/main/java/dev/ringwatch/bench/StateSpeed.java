package dev.ringwatch.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.detect.ring.SearchMemory;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.Control;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.FrozenState;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.RingSearch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The embedded driver's state: how long freezing it takes, how large it is, how fast it is written
 * and read back, how long the score of one account takes between ticks, and how long a search for
 * rings. A day is generated into the driver; the last hours of it lie in open ticks. Writing goes
 * to nowhere and reading comes from a file that was just written, so that the codec is measured and
 * no disk. Times are processor time of the one thread that works, for the machine may be shared.
 */
@Command(
    name = "state",
    description = "the driver's state: freeze, write, restore; scores between ticks, rings",
    mixinStandardHelpOptions = true)
final class StateSpeed implements Callable<Integer> {

  private static final int FREEZES = 20;
  private static final int ROUNDS = 3;
  private static final int MINUTES = 1440;
  private static final int LAST_MINUTES = 5;
  private static final int LIVE_SCORES = 20_000;
  private static final int WARM_UP = 5_000;
  private static final double MEGABYTE = 1e6;

  @Option(names = "--accounts", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(names = "--events", defaultValue = "10000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(
      names = "--open-minutes",
      defaultValue = "60",
      description = "how much of the day's end lies in open ticks; default ${DEFAULT-VALUE}")
  private int openMinutes;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final SearchMemory memory = new SearchMemory();
  private PipelineConfig config = PipelineConfig.ofDefaults();
  private DriverLayout layout = DriverLayout.of(1, 2).withLiveScores();

  @Override
  public Integer call() throws IOException {
    config = config.withLateness(Duration.ofMinutes(openMinutes));
    Path file = Files.createTempFile("ringwatch-bench-", ".state");
    try {
      write(file);
      for (int round = 0; round < ROUNDS; round++) {
        restore(file);
      }
      return 0;
    } finally {
      Files.delete(file);
    }
  }

  /** Makes the driver, and lets go of it when it has been measured and written. */
  private void write(Path file) throws IOException {
    EmbeddedDriver driver = new EmbeddedDriver(config, layout);
    List<Double> freezes = new ArrayList<>();
    List<AccountId> last = new ArrayList<>();
    Volume volume = Volume.ofDefaults().of(accounts, events);
    long[] seen = {0};
    long start = cpu();
    Generator.of(GeneratorConfig.ofDefaults().withVolume(volume))
        .forEach(event -> {
          driver.accept(0, event);
          note(event, last);
          if (++seen[0] % (events / FREEZES) == 0) {
            freezes.add(freeze(driver));
          }
          if (isSearchedAfter(seen[0])) {
            findRings(driver, memory, "by the search before");
          }
        });
    System.out.printf(
        Locale.ROOT,
        "%,d events generated and driven: %.1f CPU s of the driver's thread%n"
            + "freeze, with %,d accounts: %.2f ms; growing up to that: %s%n",
        seen[0],
        seconds(start),
        driver.accounts(),
        freeze(driver),
        shown(freezes));
    live(driver, last);
    for (int round = 0; round < ROUNDS; round++) {
      findRings(driver, new SearchMemory(), "anew");
    }
    findRings(driver, memory, "by the search before");
    for (int round = 0; round < ROUNDS; round++) {
      writeToNowhere(driver, seen[0]);
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      driver.freeze(seen[0]).writeTo(out);
    }
  }

  /** In each of the day's last minutes, by the count: what a server does all day. */
  private boolean isSearchedAfter(long seen) {
    long minute = Math.max(1, events / MINUTES);
    long left = events - seen;
    return left <= LAST_MINUTES * minute && left % minute == 0;
  }

  /** As the server does beside its detection thread: on one thread. */
  private void findRings(EmbeddedDriver driver, SearchMemory before, String how) {
    long from = cpu();
    try (RingSearch search = driver.ringSearch().orElseThrow();
        ForkJoinPool one = new ForkJoinPool(1)) {
      double taken = 1e3 * seconds(from);
      long process = processCpu();
      long wall = System.nanoTime();
      RingFindings found = one.submit(() -> search.find(before)).join();
      double seconds = (System.nanoTime() - wall) / 1e9;
      double cpuSeconds = (processCpu() - process) / 1e9;
      from = cpu();
      int changed =
          search.changes(found.rings()).map(changes -> changes.changed().size()).orElse(0);
      System.out.printf(
          Locale.ROOT,
          "rings, %s: what is searched taken in %.2f ms; pairs of %,d accounts tested; %,d rings of"
              + " %,d edges found on one thread in %.2f s, %.2f CPU s with collections; %,d changes"
              + " made out in %.0f ms%n",
          how,
          taken,
          before.accountsTested(),
          found.rings().size(),
          found.edges().size(),
          seconds,
          cpuSeconds,
          changed,
          1e3 * seconds(from));
    }
  }

  private void writeToNowhere(EmbeddedDriver driver, long position) throws IOException {
    FrozenState state = driver.freeze(position);
    long from = cpu();
    long bytes = state.writeTo(OutputStream.nullOutputStream());
    double used = seconds(from);
    System.out.printf(
        Locale.ROOT,
        "written: %,d bytes, %.0f an account, %.2f CPU s, %.0f MB/s%n",
        bytes,
        (double) bytes / driver.accounts(),
        used,
        bytes / MEGABYTE / used);
  }

  private void note(Event event, List<AccountId> last) {
    if (event.id().hashCode() % 97 == 0) {
      last.add(event.account());
      if (last.size() > 2 * LIVE_SCORES) {
        last.subList(0, LIVE_SCORES).clear();
      }
    }
  }

  private double freeze(EmbeddedDriver driver) {
    long start = cpu();
    FrozenState state = driver.freeze(0);
    double millis = 1e3 * seconds(start);
    state.close();
    return millis;
  }

  private void live(EmbeddedDriver driver, List<AccountId> last) {
    AnomalyConfig anomaly = AnomalyConfig.ofDefaults();
    long start = cpu();
    var sample = driver.sampleVectors(anomaly.sampleLimit(), anomaly.forest().seed());
    System.out.printf(
        Locale.ROOT, "sample of %,d vectors: %.2f CPU s%n", sample.size(), seconds(start));
    driver.accept(new Control.UseModel(new Tick(0), AnomalyModel.train(sample, anomaly)));
    // The model holds from the next tick on, which thereby closes.
    driver.accept(new Control.Heartbeat(driver.closed().orElseThrow().next().end()));
    List<Double> micros = new ArrayList<>();
    int provisional = 0;
    for (int i = 0; i < WARM_UP + LIVE_SCORES; i++) {
      AccountId account = last.get(last.size() - 1 - i % last.size());
      long from = cpu();
      var score = driver.liveScore(account);
      double taken = 1e6 * seconds(from);
      if (i >= WARM_UP) {
        micros.add(taken);
        provisional += score.isPresent() && score.get().provisional() ? 1 : 0;
      }
    }
    double[] sorted = micros.stream().mapToDouble(value -> value).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "live score: median %.0f, 99 %% below %.0f, all below %.0f microseconds; %,d of %,d provisional%n",
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100],
        sorted[sorted.length - 1],
        provisional,
        sorted.length);
  }

  private void restore(Path file) throws IOException {
    long bytes = Files.size(file);
    long wall = System.nanoTime();
    long process = processCpu();
    long start = cpu();
    try (InputStream in = Files.newInputStream(file)) {
      EmbeddedDriver driver = EmbeddedDriver.restore(in, config, layout).driver();
      double used = seconds(start);
      System.out.printf(
          Locale.ROOT,
          "restored: %,d accounts, %.2f CPU s, %.0f MB/s; with collections %.2f CPU s, %.2f s by the clock%n",
          driver.accounts(),
          used,
          bytes / MEGABYTE / used,
          (processCpu() - process) / 1e9,
          (System.nanoTime() - wall) / 1e9);
    }
  }

  private static long processCpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private long cpu() {
    return threads.getCurrentThreadCpuTime();
  }

  private double seconds(long start) {
    return (cpu() - start) / 1e9;
  }

  private static String shown(List<Double> millis) {
    return String.format(
        Locale.ROOT,
        "median %.2f, largest %.2f",
        millis.stream().mapToDouble(value -> value).sorted().toArray()[millis.size() / 2],
        millis.stream().mapToDouble(value -> value).max().orElseThrow());
  }
}
