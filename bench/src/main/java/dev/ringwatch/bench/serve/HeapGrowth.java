package dev.ringwatch.bench.serve;

import java.util.List;
import java.util.Locale;
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

  /** Bytes of heap for each account and key that came between two samples; NaN if none came. */
  static double bytesPerKey(MemorySample from, MemorySample to) {
    long keys = to.contents().accountsAndKeys() - from.contents().accountsAndKeys();
    return keys == 0 ? Double.NaN : (double) (to.heap().bytes() - from.heap().bytes()) / keys;
  }

  /** Whether the second half of the day took no more for an account or key than the first. */
  boolean isExplained() {
    double firstHalf = bytesPerKey(samples.getFirst(), middle());
    double secondHalf = bytesPerKey(middle(), samples.getLast());
    return secondHalf <= TOLERANCE * firstHalf;
  }

  private MemorySample middle() {
    return samples.get(samples.size() / 2);
  }

  /** The same in words. */
  String verdict() {
    return String.format(
        Locale.ROOT,
        "heap for each account and key that came: %.0f bytes from hour %d to %d, %.0f from there to"
            + " hour %d: growth is %s by accounts and keys",
        bytesPerKey(samples.getFirst(), middle()),
        samples.getFirst().hour(),
        middle().hour(),
        bytesPerKey(middle(), samples.getLast()),
        samples.getLast().hour(),
        isExplained() ? "explained" : "NOT explained");
  }
}
