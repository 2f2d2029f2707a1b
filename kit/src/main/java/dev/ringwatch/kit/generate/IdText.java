package dev.ringwatch.kit.generate;

import java.nio.charset.StandardCharsets;

/**
 * Ids of one kind: a prefix and eight characters that look random, are unique for indexes below 2
 * to the power of 40, all of one length, and tell nothing about the index. Immutable.
 */
final class IdText {

  private static final byte[] ALPHABET =
      "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.US_ASCII);
  private static final int CHARACTERS = 8;

  private final byte[] prefix;
  private final Permutation permutation;

  IdText(String prefix, Dice dice) {
    this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    this.permutation = new Permutation(5 * CHARACTERS, dice.fork(prefix).nextLong());
  }

  /** The id of an index in [0, 2^40). */
  String of(long index) {
    byte[] text = new byte[prefix.length + CHARACTERS];
    System.arraycopy(prefix, 0, text, 0, prefix.length);
    spell(permutation.of(index), text, prefix.length);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Thirteen characters for 64 bits. */
  static String ofBits(long bits) {
    byte[] text = new byte[13];
    spell(bits, text, 0);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void spell(long bits, byte[] text, int from) {
    long rest = bits;
    for (int i = text.length - 1; i >= from; i--) {
      text[i] = ALPHABET[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
