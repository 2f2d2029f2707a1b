package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Plain.line("Grüße, 世界 😀", 100)).isEqualTo("Grüße, 世界 😀");
    assertThat(Plain.line("abc", 3)).isEqualTo("abc");
    assertThat(Plain.line("", 3)).isEmpty();
  }

  @Test
  void putsEverythingOnOneLine() {
    assertThat(Plain.line("a\r\nBcc: x\u2028y\u0000", 100))
        .isEqualTo("a\uFFFD\uFFFDBcc: x\uFFFDy\uFFFD");
  }

  @Test
  void doesNotTurnTheDirectionOfWriting() {
    assertThat(Plain.line("user\u202Egpj.exe\u2069", 100)).isEqualTo("user\uFFFDgpj.exe\uFFFD");
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(Plain.line("ab😀cd", 4)).isEqualTo("ab…");
    assertThat(Plain.line("ab😀cd", 5)).isEqualTo("ab😀…");
    assertThat(Plain.line("ab😀", 4)).isEqualTo("ab😀");
    assertThat(Plain.line("\uD83D", 4)).isEqualTo("\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isNeverTooLongAndAlwaysWhole(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        text.appendCodePoint(
            random.nextBoolean() ? random.nextInt(0x110000) : 'a' + random.nextInt(26));
      }
      int most = 1 + random.nextInt(30);
      String line = Plain.line(text.toString(), most);
      assertThat(line.length()).as("seed %s", seed).isLessThanOrEqualTo(most);
      for (int at = 0; at < line.length(); at++) {
        boolean high = Character.isHighSurrogate(line.charAt(at));
        boolean next = at + 1 < line.length() && Character.isLowSurrogate(line.charAt(at + 1));
        assertThat(high).as("seed %s: %s", seed, line).isEqualTo(next);
      }
      assertThat(line.chars()).noneMatch(Character::isISOControl);
    }
  }
}
