package dev.ringwatch.bench;

import dev.ringwatch.event.Event;
import dev.ringwatch.feature.ProfileConfig;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.Volume;
import dev.ringwatch.pipeline.DriverLayout;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.pipeline.StateBounds;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether a state stays as large as what counts: days of other accounts with other keys, one after
 * the other, of which the last few count. The heap is looked at after a collection at the end of
 * each day.
 */
@Command(
    name = "weeks",
    description = "the state's size over days in which all accounts change",
    mixinStandardHelpOptions = true)
final class StateOverWeeks implements Callable<Integer> {

  private static final double MEGABYTE = 1e6;

  @Option(names = "--accounts", defaultValue = "20000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(names = "--events", defaultValue = "400000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--days", defaultValue = "16", description = "default ${DEFAULT-VALUE}")
  private int days;

  @Option(
      names = "--that-count",
      defaultValue = "4",
      description = "how many whole days before today count; 0 for all; default ${DEFAULT-VALUE}")
  private int daysThatCount;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public Integer call() {
    ProfileConfig profiles = ProfileConfig.ofDefaults();
    PipelineConfig config =
        PipelineConfig.ofDefaults()
            .withProfiles(profiles.withHorizonDays(Math.max(1, daysThatCount)))
            .withBounds(new StateBounds(daysThatCount, 0));
    EmbeddedDriver driver = new EmbeddedDriver(config, DriverLayout.of(1, 1).withLiveScores());
    long before = heap();
    for (int day = 0; day < days; day++) {
      long cpu = threads.getCurrentThreadCpuTime();
      run(driver, day);
      double taken = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
      long heap = heap() - before;
      System.out.printf(
          Locale.ROOT,
          "day %d: %,d accounts, %,d keys; heap %.0f MB, stated %.0f MB; %.1f CPU s, events made%n",
          day + 1,
          driver.accounts(),
          driver.keys(),
          heap / MEGABYTE,
          driver.stateBytes() / MEGABYTE,
          taken);
    }
    return 0;
  }

  private void run(EmbeddedDriver driver, int day) {
    Instant start = Volume.ofDefaults().start().plus(Duration.ofDays(day));
    Generator.of(
            GeneratorConfig.ofDefaults()
                .withSeed(day + 1)
                .withVolume(new Volume(start, 1, accounts, events)))
        .forEach((Event event) -> driver.accept(0, event));
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
