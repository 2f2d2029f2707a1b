package dev.ringwatch.postgres.ring;

/**
 * Which rings.
 *
 * @param leastScore those with this score at least, 0 to 100
 * @param leastMembers those with so many members at least
 */
public record RingFilter(double leastScore, int leastMembers) {

  /** All of them. */
  public static final RingFilter ALL = new RingFilter(0, 0);
}
