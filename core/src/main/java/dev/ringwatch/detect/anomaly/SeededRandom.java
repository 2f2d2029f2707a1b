package dev.ringwatch.detect.anomaly;

import dev.ringwatch.event.StableHash;

/**
 * A generator of pseudo-random numbers whose sequence is fixed by its seed for ever: SplitMix64
 * (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). Written out because
 * the library's generators may change their derived draws. One thread.
 */
final class SeededRandom {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  /** A stream of its own for each (seed, stream) pair. */
  SeededRandom(long seed, long stream) {
    state = StableHash.mix(seed + StableHash.mix(stream + STEP));
  }

  /** 64 uniform bits. */
  long nextLong() {
    state += STEP;
    return StableHash.mix(state);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /**
   * Uniform in [0, bound), off by less than bound / 2^32 in probability; the bound is at least 1.
   */
  int nextInt(int bound) {
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }
}
