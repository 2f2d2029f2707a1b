package dev.ringwatch.postgres.results;

import java.util.ArrayList;
import java.util.List;

/**
 * Values and what share of all is at or below each: bins in which something else can be counted.
 * Equal values have nothing between them: the last of them counts.
 *
 * @param bounds the values, rising
 * @param shares the share of all at or below each, 0 to 1, rising
 */
record Quantiles(List<Double> bounds, List<Double> shares) {

  /** Leaves out all but the last of equal values. */
  Quantiles {
    List<Double> distinct = new ArrayList<>();
    List<Double> last = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      if (!distinct.isEmpty() && distinct.getLast().equals(bounds.get(i))) {
        last.set(last.size() - 1, shares.get(i));
      } else {
        distinct.add(bounds.get(i));
        last.add(shares.get(i));
      }
    }
    bounds = List.copyOf(distinct);
    shares = List.copyOf(last);
  }

  /** The bin of a value: how many bounds are below it. */
  int bin(double value) {
    int bin = 0;
    while (bin < bounds.size() && value > bounds.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** How many of a number of accounts were in each bin. */
  List<Long> counts(long accounts) {
    List<Long> counts = new ArrayList<>();
    long before = 0;
    for (double share : shares) {
      long upTo = Math.round(share * accounts);
      counts.add(upTo - before);
      before = upTo;
    }
    counts.add(accounts - before);
    return counts;
  }
}
