package dev.ringwatch.feature;

/** Arithmetic of samples that keep the smallest signed 64-bit hashes. */
final class KeptShare {

  private KeptShare() {}

  /**
   * Distinct values behind {@code kept} smallest hashes, the largest of which is {@code
   * largestHash}.
   */
  static double distinct(int kept, long largestHash) {
    double position = ((double) largestHash - (double) Long.MIN_VALUE + 1) / 0x1p64;
    return (kept - 1) / position;
  }
}
