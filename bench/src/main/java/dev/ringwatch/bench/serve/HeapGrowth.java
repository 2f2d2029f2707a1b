package dev.ringwatch.bench.serve;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What grew on a server's heap over a day, and whether that is what it was told of: state grows
 * with accounts and keys, and at the same rate in the afternoon as in the morning; what grows
 * besides is a leak, or a buffer that fills.
 *
 * @param samples of the end of each hour, in order; at least one
 */
record HeapGrowth(List<MemorySample> samples) {

  private static final int SHOWN = 10;
  private static final double MEGABYTE = 1 << 20;

  /** How much more than accounts and keys explain is noise: caches that fill, a batch under way. */
  private static final double TOLERANCE = 1.15;

  /** Of fewer hours nothing can be said. */
  private static final int FEWEST = 4;

  HeapGrowth {
    samples = List.copyOf(samples);
  }

  /** The classes that have the most bytes in the first hour or in the last, as a table. */
  String byClass() {
    HeapHistogram first = samples.getFirst().heap();
    HeapHistogram last = samples.getLast().heap();
    StringBuilder table =
        new StringBuilder("| class | after the first hour, MB | at the end, MB | grew, MB |\n");
    table.append("|---|---|---|---|\n");
    Stream.concat(last.largest(SHOWN).stream(), first.largest(SHOWN).stream())
        .distinct()
        .forEach(name -> table.append(row(name, first.bytesOf(name), last.bytesOf(name))));
    table.append(row("all", first.bytes(), last.bytes()));
    return table.toString();
  }

  private static String row(String name, long before, long after) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.1f | %,.1f | %+,.1f |%n",
        name,
        before / MEGABYTE,
        after / MEGABYTE,
        (after - before) / MEGABYTE);
  }

  /**
   * Bytes of heap for each account and key that came, as the median over all pairs of samples (Sen,
   * Estimates of the regression coefficient based on Kendall's tau, 1968): a snapshot that is being
   * written when the heap is looked at says nothing of keys.
   *
   * @return NaN if nothing came
   */
  private static double bytesPerKey(List<MemorySample> part) {
    double[] rates =
        IntStream.range(0, part.size())
            .boxed()
            .flatMap(i -> part.stream().skip(i + 1L).map(later -> rate(part.get(i), later)))
            .mapToDouble(rate -> rate)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return rates.length == 0 ? Double.NaN : rates[rates.length / 2];
  }

  private static double rate(MemorySample from, MemorySample to) {
    double keys = to.contents().accountsAndKeys() - from.contents().accountsAndKeys();
    return (to.heap().bytes() - from.heap().bytes()) / keys;
  }

  private List<MemorySample> firstHalf() {
    return samples.subList(0, samples.size() / 2 + 1);
  }

  private List<MemorySample> secondHalf() {
    return samples.subList(samples.size() / 2, samples.size());
  }

  /** Whether the second half of the day took no more for an account or key than the first. */
  boolean isExplained() {
    return samples.size() < FEWEST
        || bytesPerKey(secondHalf()) <= TOLERANCE * bytesPerKey(firstHalf());
  }

  /** The same in words. */
  String verdict() {
    if (samples.size() < FEWEST) {
      return "too few hours to say what the heap grows with";
    }
    return String.format(
        Locale.ROOT,
        "heap for each account and key that came: %.0f bytes up to hour %d, %.0f from there to hour"
            + " %d: growth is %s by accounts and keys",
        bytesPerKey(firstHalf()),
        firstHalf().getLast().hour(),
        bytesPerKey(secondHalf()),
        samples.getLast().hour(),
        isExplained() ? "explained" : "NOT explained");
  }
}
