package dev.ringwatch.detect.ring;

/**
 * Steps of pair masses, each four times the one before. A key that gains or loses some accounts
 * stays in its step, and what it says about all that share it need not be looked at again.
 */
final class MassStep {

  /** By what a mass may differ within its step: {@code bench ring-cycle} compares with 2 and 8. */
  static final int RATIO = 4;

  private static final int BITS = Integer.numberOfTrailingZeros(RATIO);

  private MassStep() {}

  /** The step of a mass; -1 for none. */
  static int of(long mass) {
    return mass <= 0 ? -1 : (63 - Long.numberOfLeadingZeros(mass)) / BITS;
  }

  /** The least mass of the step that a mass is in: more than a quarter of it. */
  static long least(long mass) {
    return mass <= 0 ? 0 : 1L << (BITS * of(mass));
  }
}
