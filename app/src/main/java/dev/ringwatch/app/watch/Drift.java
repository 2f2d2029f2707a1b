package dev.ringwatch.app.watch;

import dev.ringwatch.calibrate.PopulationStability;
import java.util.List;
import java.util.Optional;

/**
 * How far something of accounts is from what it was when the model in force was learned.
 *
 * @param index the population stability index, 0 or more
 * @param limit from where it counts as moved: a quarter, which custom calls a change, and what
 *     chance alone gives
 * @param then of how many accounts it was known then
 * @param now of how many it is known now
 */
public record Drift(double index, double limit, long then, long now) {

  /** Of fewer accounts nothing is said. */
  public static final long FEWEST = 1_000;

  private static final double LIMIT = 0.25;

  /**
   * Compares counts.
   *
   * @param then how many accounts were in each bin, as many bins as now
   * @param now how many are there now
   * @return empty if there are fewer than {@link #FEWEST} of either
   */
  public static Optional<Drift> of(List<Long> then, List<Long> now) {
    long[] before = array(then);
    long[] after = array(now);
    long all = sum(before);
    long today = sum(after);
    if (all < FEWEST || today < FEWEST) {
      return Optional.empty();
    }
    PopulationStability moved = PopulationStability.ofCounts(before, after);
    return Optional.of(new Drift(moved.index(), LIMIT + moved.expectedByChance(), all, today));
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  private static long[] array(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).toArray();
  }

  /** The index as a multiple of the limit; from 1 on it has moved. */
  public double share() {
    return index / limit;
  }

  /** Whether it has moved. */
  public boolean isMoved() {
    return index >= limit;
  }
}
