package dev.ringwatch.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What one run took.
 *
 * @param seconds from start to end
 * @param cpuSeconds of all threads of the process, the compiler's and the collector's among them
 * @param liveMegabytes what the heap held at the end, after a collection
 * @param allocatedMegabytes what was allocated in all: no more can have been held at any time
 */
record Cost(double seconds, double cpuSeconds, double liveMegabytes, double allocatedMegabytes) {

  /** How much more another run took. */
  Cost minus(Cost other) {
    return new Cost(
        seconds - other.seconds,
        cpuSeconds - other.cpuSeconds,
        liveMegabytes - other.liveMegabytes,
        allocatedMegabytes - other.allocatedMegabytes);
  }

  /** Medians of some runs in words, and the extremes of the seconds. */
  static String line(String what, List<Cost> runs) {
    return String.format(
        Locale.ROOT,
        "  %s: median %.2f s (%.2f to %.2f), %.2f CPU seconds; %,.1f MB live, %,.0f MB allocated",
        what,
        median(runs, Cost::seconds),
        runs.stream().mapToDouble(Cost::seconds).min().orElseThrow(),
        runs.stream().mapToDouble(Cost::seconds).max().orElseThrow(),
        median(runs, Cost::cpuSeconds),
        median(runs, Cost::liveMegabytes),
        median(runs, Cost::allocatedMegabytes));
  }

  /** The middle value of some runs; the upper one of two. */
  private static double median(List<Cost> runs, ToDoubleFunction<Cost> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
