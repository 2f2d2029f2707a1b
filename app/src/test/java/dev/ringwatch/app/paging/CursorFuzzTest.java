package dev.ringwatch.app.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent as a cursor is one of the list, or is refused in a sentence. */
class CursorFuzzTest {

  /** More of them: {@code -Dringwatch.fuzz.times=1000}. */
  private static final int ROUNDS = 5_000 * Integer.getInteger("ringwatch.fuzz.times", 1);

  private static final String LIST = "things";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isReadOrRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String valid =
        Cursor.to(LIST).score(12.5).text("a\u00e9\"b").time(Instant.EPOCH).number(7).done();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String said = mutated(valid, random);
      try {
        Cursor.Reader cursor = Cursor.from(LIST, said);
        assertThat(cursor.score()).isNotNaN();
        assertThat(cursor.text()).doesNotContain("\0");
        assertThat(cursor.time()).isNotNull();
        cursor.number();
        cursor.end();
      } catch (UnusableRequestException e) {
        assertThat(e.getMessage()).hasLineCount(1);
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + said, e);
      }
    }
    assertThat(refused).as("seed %s", seed).isGreaterThan(ROUNDS / 2);
  }

  private static String mutated(String valid, SplittableRandom random) {
    StringBuilder text = new StringBuilder(valid);
    for (int left = random.nextInt(1, 5); left > 0; left--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(1, 0xFFFF));
        case 1 -> text.insert(at, valid, random.nextInt(valid.length()), valid.length());
        case 2 -> text.setCharAt(at, valid.charAt(random.nextInt(valid.length())));
        default -> text.delete(at, Math.max(at, text.length() - 1));
      }
    }
    return text.toString();
  }
}
