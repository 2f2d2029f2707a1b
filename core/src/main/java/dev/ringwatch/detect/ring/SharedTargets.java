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

  /** By scale, then target; the first scale is the window. */
  private final double[][] masses = new double[NullModel.TARGET_SCALES][MOST];

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

  /**
   * Adds a target that both acted on.
   *
   * @param unit what targets count as one
   * @param minuteA when the first account acted
   * @param minuteB when the second account acted
   * @return where to put its masses; negative past 256 units, then the target is ignored
   */
  int add(long unit, int minuteA, int minuteB) {
    int place = 0;
    while (place < count && units[place] != unit) {
      place++;
    }
    if (place == MOST) {
      return -1;
    }
    if (place == count) {
      count++;
      units[place] = unit;
      minutesA[place] = minuteA;
      minutesB[place] = minuteB;
      for (double[] scale : masses) {
        scale[place] = Double.POSITIVE_INFINITY;
      }
    }
    return place;
  }

  /**
   * Sets a target's pair mass on a scale, where 0 is the window itself; of one unit the rarest is
   * kept.
   */
  void mass(int place, int scale, double pairMass) {
    masses[scale][place] = Math.min(masses[scale][place], pairMass);
  }

  /** Adds the masses of a scale, one for each owner. */
  void addMassesTo(DoubleArrayList list, int scale) {
    for (int i = 0; i < count; i++) {
      if (masses[scale][i] < Double.POSITIVE_INFINITY) {
        list.add(masses[scale][i]);
      }
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
