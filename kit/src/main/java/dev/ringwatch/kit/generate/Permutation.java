package dev.ringwatch.kit.generate;

/**
 * A keyed bijection of the numbers of so many bits: turns counters into values that look random and
 * never collide.
 *
 * @param bits the width, 8 to 63
 * @param key which bijection
 */
record Permutation(int bits, long key) {

  /** The image of an index below 2 to the power of bits. */
  long of(long index) {
    long mask = (1L << bits) - 1;
    long mixed = (index ^ key) & mask;
    for (int round = 0; round < 3; round++) {
      mixed = (mixed * 0xD6E8FEB86659FD93L + key) & mask;
      mixed ^= mixed >>> (bits / 2);
    }
    return (mixed * 0x9E3779B97F4A7C15L) & mask;
  }
}
