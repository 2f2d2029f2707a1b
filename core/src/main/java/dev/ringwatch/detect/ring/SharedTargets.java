package dev.ringwatch.detect.ring;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Arrays;

/**
 * The targets that one pair acted on, reduced to independent ones. Targets of one owner count once:
 * fans like whatever their creator posts. Targets within one episode count once for the structure
 * of the evidence: a sale's visitors see several of its products within minutes. Mutable, used by
 * one thread, and reused from pair to pair.
 */
final class SharedTargets {

  private static final int MOST = 256;

  private final int episodeMinutes;
  private final long[] units = new long[MOST];
  private final double[] masses = new double[MOST];
  private final int[] minutesA = new int[MOST];
  private final int[] minutesB = new int[MOST];
  private final int[] accepted = new int[MOST];
  private int count;

  SharedTargets(int episodeMinutes) {
    this.episodeMinutes = episodeMinutes;
  }

  void clear() {
    count = 0;
  }

  /** Adds a target; of one unit only the rarest is kept. Past 256 units the rest is ignored. */
  void add(long unit, double mass, int minuteA, int minuteB) {
    int place = 0;
    while (place < count && units[place] != unit) {
      place++;
    }
    if (place == MOST || (place < count && masses[place] <= mass)) {
      return;
    }
    count = Math.max(count, place + 1);
    units[place] = unit;
    masses[place] = mass;
    minutesA[place] = minuteA;
    minutesB[place] = minuteB;
  }

  /** How many owners' targets the pair shares. */
  int owners() {
    return count;
  }

  /** Adds the masses, one for each owner. */
  void addMassesTo(DoubleArrayList list) {
    for (int i = 0; i < count; i++) {
      list.add(masses[i]);
    }
  }

  /**
   * How many targets of different owners the pair shares at different times; taken greedily in the
   * order of time.
   */
  int episodes() {
    long[] byTime = new long[count];
    Arrays.setAll(byTime, i -> ((long) minutesA[i] << 32) | i);
    Arrays.sort(byTime);
    int episodes = 0;
    for (long entry : byTime) {
      int candidate = (int) entry;
      boolean apart = true;
      for (int i = 0; i < episodes; i++) {
        apart &=
            Math.abs(minutesA[candidate] - minutesA[accepted[i]]) >= episodeMinutes
                && Math.abs(minutesB[candidate] - minutesB[accepted[i]]) >= episodeMinutes;
      }
      if (apart) {
        accepted[episodes++] = candidate;
      }
    }
    return episodes;
  }
}
