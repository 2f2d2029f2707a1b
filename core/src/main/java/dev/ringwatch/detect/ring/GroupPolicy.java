package dev.ringwatch.detect.ring;

import java.io.Serializable;

/**
 * How edges become rings.
 *
 * @param minRingSize the smallest ring that is reported; at least 2
 * @param householdSize the largest number of accounts that one home explains: a group of at most so
 *     many, or one that a single key of at most so many accounts made, needs more than shared keys
 *     to be a ring; at least 1
 * @param leidenAbove the component size above which Leiden splits it; at least 2
 * @param resolution the resolution of Leiden under the constant Potts model: groups end up denser
 *     inside than this fraction of their pairs, and sparser between; above 0 and below 1
 * @param seed the seed of Leiden's random choices
 */
public record GroupPolicy(
    int minRingSize, int householdSize, int leidenAbove, double resolution, long seed)
    implements Serializable {

  /** Checks the ranges. */
  public GroupPolicy {
    if (minRingSize < 2) {
      throw new IllegalArgumentException("minRingSize must be at least 2, not " + minRingSize);
    }
    if (householdSize < 1) {
      throw new IllegalArgumentException("householdSize must be at least 1, not " + householdSize);
    }
    if (leidenAbove < 2) {
      throw new IllegalArgumentException("leidenAbove must be at least 2, not " + leidenAbove);
    }
    if (!(resolution > 0 && resolution < 1)) {
      throw new IllegalArgumentException("resolution must be in (0, 1), not " + resolution);
    }
  }
}
