package dev.ringwatch.event;

import java.io.Serializable;
import java.util.HexFormat;

/**
 * A keyed 64-bit hash of text, for where equal hashes mean equal values and strangers choose the
 * texts: who does not know the key cannot make two texts collide, nor choose where a text falls.
 * Equal keys give equal hashes on every platform and in every run. Immutable.
 *
 * <p>It is SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012, in the
 * variant of Rust's and Python's hash tables) of the text's UTF-16 code units, the lower byte
 * first. {@link StableHash} costs about as much and is for texts that nobody has a reason to
 * choose.
 *
 * @param first the first half of the key
 * @param second the other half
 */
public record HashKey(long first, long second) implements Serializable {

  /**
   * The key that everybody knows, under which equal logs have equal scores everywhere. Two texts
   * that collide under it take 2^32 trials to find, more of them far more.
   */
  public static final HashKey PUBLIC = new HashKey(0x52696E6777617463L, 0x682773206B657973L);

  // "somepseudorandomlygeneratedbytes", as the paper has it.
  private static final long START_0 = 0x736F6D6570736575L;
  private static final long START_1 = 0x646F72616E646F6DL;
  private static final long START_2 = 0x6C7967656E657261L;
  private static final long START_3 = 0x7465646279746573L;

  private static final int CHARACTERS_IN_BLOCK = Long.BYTES / Character.BYTES;

  /** Where the length in bytes goes, which is twice that in characters. */
  private static final int LENGTH_SHIFT = Long.SIZE - Byte.SIZE + 1;

  private static final String SEED_TEXT = "seed";
  private static final long END = 0xFF;
  private static final int LAST_ROUNDS = 3;

  /** The hash of a text, uniform over all 64-bit values. O(length). */
  public long of(CharSequence text) {
    long v0 = first ^ START_0;
    long v1 = second ^ START_1;
    long v2 = first ^ START_2;
    long v3 = second ^ START_3;
    int length = text.length();
    int blocks = length / CHARACTERS_IN_BLOCK + 1;
    int rounds = blocks + LAST_ROUNDS;
    for (int round = 0; round < rounds; round++) {
      long block = round < blocks ? block(text, round * CHARACTERS_IN_BLOCK, length) : 0;
      v2 ^= round == blocks ? END : 0;
      v3 ^= block;
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32) + v3;
      v2 += v1;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
      v0 ^= block;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  /**
   * A seed for {@link StableHash} that nobody can foresee who does not know the key, of one that
   * everybody may know. Under {@link #PUBLIC} it is that one itself.
   */
  public long seed(long known) {
    return known ^ of(SEED_TEXT) ^ PUBLIC.of(SEED_TEXT);
  }

  /**
   * What two parties can compare to see whether they have the same key, and what does not tell it.
   */
  public String fingerprint() {
    return HexFormat.of().toHexDigits(of("state"));
  }

  /** Four characters; of the last block what is left, and the length in bytes on top. */
  private static long block(CharSequence text, int from, int length) {
    if (from + CHARACTERS_IN_BLOCK <= length) {
      return text.charAt(from)
          | (long) text.charAt(from + 1) << 16
          | (long) text.charAt(from + 2) << 32
          | (long) text.charAt(from + 3) << 48;
    }
    long block = (long) length << LENGTH_SHIFT;
    for (int at = from; at < length; at++) {
      block |= (long) text.charAt(at) << (Character.SIZE * (at - from));
    }
    return block;
  }

  /** Says nothing of the key, which may be a secret. */
  @Override
  public String toString() {
    return "HashKey";
  }
}
