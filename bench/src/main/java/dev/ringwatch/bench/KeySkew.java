package dev.ringwatch.bench;

import dev.ringwatch.detect.ring.LinkKeys;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flink.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How unevenly keys spread over tasks when a day has a billion events: the popularity of keys is
 * drawn from the tail of a real log's, and Flink's own assignment of keys to tasks is asked. Of a
 * kind of key the load of the busiest task is given as a multiple of the mean.
 *
 * <p>A tail is a Pareto distribution whose exponent is Hill's estimate from the most popular tenth
 * of the keys, at least {@value #FEWEST} (B. M. Hill, A Simple General Approach to Inference About
 * the Tail of a Distribution, Annals of Statistics 3, 1975). The number of keys grows with the
 * events. The most popular million are drawn one by one, the rest lies evenly.
 */
@Command(
    name = "skew",
    description = "the load of the busiest task of a Flink job, by popularity of real keys",
    mixinStandardHelpOptions = true)
final class KeySkew implements Callable<Integer> {

  private static final int FEWEST = 20;
  private static final int DRAWN = 1_000_000;
  private static final int MINUTES = 1_440;
  private static final int[] TASKS = {8, 64, 512};

  @Parameters(arity = "1", description = "the folder of a log with its events.csv.gz")
  private Path folder = Path.of(".");

  @Option(
      names = "--events",
      defaultValue = "1000000000",
      description = "of the day; default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--draws", defaultValue = "20", description = "default ${DEFAULT-VALUE}")
  private int draws;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Override
  public Integer call() throws IOException {
    List<Event> log = LabelledLog.read(folder).events();
    System.out.printf(
        Locale.ROOT,
        "%s: %,d events, drawn to %,d; the busiest task's load, as a multiple of the mean%n",
        folder.getFileName(),
        log.size(),
        events);
    print("account", counts(log, event -> event.account().value()));
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      print(kind.label(), counts(log, event -> LinkKeys.value(kind, event)));
    }
    return 0;
  }

  private static long[] counts(List<Event> log, Function<Event, @Nullable String> key) {
    Map<String, Long> counts = new HashMap<>();
    for (Event event : log) {
      String value = key.apply(event);
      if (value != null) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return descending(counts.values());
  }

  private static long[] descending(Collection<Long> values) {
    long[] sorted = values.stream().mapToLong(value -> -value).sorted().toArray();
    return Arrays.stream(sorted).map(value -> -value).toArray();
  }

  private void print(String kind, long[] counts) {
    if (counts.length < 10 * FEWEST) {
      System.out.printf(
          Locale.ROOT, "%-11s %,d keys: too few to tell a tail%n", kind, counts.length);
      return;
    }
    double exponent = hill(counts);
    StringBuilder line = new StringBuilder();
    for (int tasks : TASKS) {
      double[] plain = new double[draws];
      double[] combined = new double[draws];
      for (int draw = 0; draw < draws; draw++) {
        SplittableRandom random = new SplittableRandom(seed + draw);
        Loads loads = new Loads(counts, exponent, tasks, random);
        plain[draw] = loads.busiest(false);
        combined[draw] = loads.busiest(true);
      }
      line.append(
          String.format(
              Locale.ROOT,
              "; %d tasks %.2f, combined %.2f",
              tasks,
              median(plain),
              median(combined)));
    }
    System.out.printf(
        Locale.ROOT,
        "%-11s %,d keys, the first has %.2f %%, exponent %.2f%s%n",
        kind,
        counts.length,
        100.0 * counts[0] / Arrays.stream(counts).sum(),
        exponent,
        line);
  }

  /** Hill's estimate of the tail's exponent, of counts in descending order. */
  static double hill(long[] descending) {
    int most = Math.max(FEWEST, descending.length / 10);
    double threshold = Math.log((double) descending[most]);
    double sum = 0;
    for (int i = 0; i < most; i++) {
      sum += Math.log((double) descending[i]) - threshold;
    }
    return most / sum;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** One draw of a day, spread over tasks. */
  private final class Loads {

    private final int tasks;
    private final double[] each;
    private final double[] combined;

    private Loads(long[] counts, double exponent, int tasks, SplittableRandom random) {
      this.tasks = tasks;
      each = new double[tasks];
      combined = new double[tasks];
      double all = Arrays.stream(counts).sum();
      long keys = (long) (counts.length * ((double) events / all));
      double[] popularity = popularity(keys, counts, exponent, random);
      double scale =
          (double) events / (Arrays.stream(popularity).sum() + rest(keys, counts, exponent));
      for (double of : popularity) {
        double load = of * scale;
        add(Long.toHexString(random.nextLong()), load);
      }
      double left = rest(keys, counts, exponent) * scale / tasks;
      for (int task = 0; task < tasks; task++) {
        each[task] += left;
        combined[task] += left;
      }
    }

    /** The order statistics of a Pareto sample, from the largest on; at most all events. */
    private double[] popularity(
        long keys, long[] counts, double exponent, SplittableRandom random) {
      int drawn = (int) Math.min(DRAWN, keys);
      double[] popularity = new double[drawn];
      double smallest = smallest(counts);
      double gamma = 0;
      for (int i = 0; i < drawn; i++) {
        gamma -= Math.log1p(-random.nextDouble());
        popularity[i] = smallest * Math.pow(gamma / (double) keys, -1 / exponent);
      }
      return popularity;
    }

    /** What all keys that are not drawn have together. */
    private double rest(long keys, long[] counts, double exponent) {
      if (keys <= DRAWN) {
        return 0;
      }
      // The integral of the quantile function over the ranks that are left.
      double from = (double) DRAWN / keys;
      double power = 1 - 1 / exponent;
      double mass = Math.abs(power) < 1e-9 ? -Math.log(from) : (1 - Math.pow(from, power)) / power;
      return smallest(counts) * (double) keys * mass;
    }

    private static double smallest(long[] counts) {
      return counts[counts.length - 1];
    }

    private void add(String key, double load) {
      int task =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(key, Topology.MAX_PARALLELISM, tasks);
      each[task] += load;
      // Of one minute each task before hands on one message a key.
      combined[task] += Math.min(load, (double) MINUTES * tasks);
    }

    double busiest(boolean together) {
      double[] loads = together ? combined : each;
      return Arrays.stream(loads).max().orElseThrow() * tasks / Arrays.stream(loads).sum();
    }
  }
}
