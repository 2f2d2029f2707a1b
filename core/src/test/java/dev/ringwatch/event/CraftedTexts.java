package dev.ringwatch.event;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Texts that a stranger makes who knows the program. */
public final class CraftedTexts {

  /** The constant of {@link StableHash}. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private CraftedTexts() {}

  /**
   * Different texts with one {@link StableHash} under the seed 0: the first four characters are
   * chosen at will, and the second four so that both together hash to the same. No character is
   * half of a surrogate pair, so that all of it goes through UTF-8.
   */
  public static List<String> colliding(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long start = StableHash.mix(STEP << 3);
    long wanted = 0x0041004200430044L;
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      long block = random.nextLong() & 0x7FFF7FFF7FFF7FFFL;
      long between = StableHash.mix(start ^ block) + STEP;
      String text = characters(block) + characters(between ^ wanted);
      if (text.chars().noneMatch(c -> Character.isSurrogate((char) c) || c == 0)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static String characters(long block) {
    char[] characters = new char[4];
    for (int i = 0; i < 4; i++) {
      characters[i] = (char) (block >>> (16 * (3 - i)));
    }
    return new String(characters);
  }
}
