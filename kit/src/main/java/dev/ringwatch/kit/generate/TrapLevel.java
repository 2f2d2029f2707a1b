package dev.ringwatch.kit.generate;

/** How hard the generated world makes it for a detector. */
public enum TrapLevel {
  /**
   * Households, offices, cafes, virtual private networks, carriers, empty and default device ids
   * and flash sales; rings on shared keys, behind the carrier's NAT, low and slow, and tightly
   * co-acting.
   */
  PLAIN,
  /**
   * All of {@link #PLAIN}, and public computers, colliding device ids and fan clubs; rings behind
   * public computers, chains, and rings that co-act within minutes.
   */
  HARD
}
