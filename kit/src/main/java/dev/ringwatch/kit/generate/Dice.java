package dev.ringwatch.kit.generate;

import dev.ringwatch.event.StableHash;

/**
 * A stream of random numbers that fits into eight bytes, so that half a million accounts can have
 * one each: SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators,
 * 2014). The same seed gives the same numbers on every platform. Mutable; one thread.
 */
final class Dice {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** Independent dice for a purpose, whatever else these have thrown or will throw from here on. */
  Dice fork(String purpose) {
    return new Dice(StableHash.of(purpose, state));
  }

  /** Independent dice for one of many things of a purpose. */
  Dice fork(String purpose, long ordinal) {
    return new Dice(StableHash.mix(StableHash.of(purpose, state) + GAMMA * ordinal));
  }

  long nextLong() {
    state += GAMMA;
    return StableHash.mix(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return unit(nextLong());
  }

  /** The number in [0, 1) that 64 random bits stand for. */
  static double unit(long bits) {
    return (bits >>> 11) * 0x1p-53;
  }

  /** Uniform in [0, bound). */
  int below(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [min, max]. */
  int between(int min, int max) {
    return min + below(max - min + 1);
  }

  /** Uniform in [min, max). */
  double uniform(double min, double max) {
    return min + unit() * (max - min);
  }

  /** Log-uniform in [min, max]: as many below the geometric mean as above it. */
  int logBetween(int min, int max) {
    double drawn = min * StrictMath.pow((max + 1.0) / min, unit());
    return Math.min(max, (int) drawn);
  }

  /** Uniform milliseconds in [0, bound); 0 when the bound is not positive. */
  long millis(long bound) {
    return bound <= 0 ? 0 : (long) (unit() * bound);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** The numbers 0 to size - 1 in random order (Fisher and Yates). */
  int[] permutation(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = below(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
