package dev.ringwatch.event;

/**
 * A 64-bit hash of text that is the same on every platform and in every run: it samples accounts
 * and makes ids and seeds. Who knows the seed can make texts collide at will; where a stranger
 * chooses the text and it matters, {@link HashKey} is the hash.
 */
public final class StableHash {

  private static final long STEP = 0x9E3779B97F4A7C15L;

  private StableHash() {}

  /** The hash of a text under a seed, uniform over all 64-bit values. O(length). */
  public static long of(CharSequence text, long seed) {
    long hash = mix(seed ^ (text.length() * STEP));
    long block = 0;
    int filled = 0;
    for (int i = 0; i < text.length(); i++) {
      block = (block << 16) | text.charAt(i);
      if (++filled == 4) {
        hash = mix(hash ^ block) + STEP;
        block = 0;
        filled = 0;
      }
    }
    return filled == 0 ? hash : mix(hash ^ block) + STEP;
  }

  /**
   * Spreads the bits of a number over all 64 bits; a bijection (the finaliser of SplitMix64, Steele
   * et al., 2014).
   */
  public static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
