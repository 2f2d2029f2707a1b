package dev.ringwatch.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void givesBackEveryTextHoweverLongAndWhateverItsCharacters(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Texts texts = new Texts();
    List<String> expected = new ArrayList<>();
    List<Integer> addresses = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      int length = random.nextInt(50) == 0 ? random.nextInt(100_000) : random.nextInt(40);
      // Half of the texts have characters of all kinds, halves of surrogate pairs among them.
      int bound = random.nextBoolean() ? 0x100 : 0x10000;
      StringBuilder text = new StringBuilder();
      for (int at = 0; at < length; at++) {
        text.append((char) random.nextInt(bound));
      }
      expected.add(text.toString());
      addresses.add(texts.add(text.toString()));
    }
    for (int i = 0; i < expected.size(); i++) {
      assertThat(texts.get(addresses.get(i))).isEqualTo(expected.get(i));
    }
  }
}
