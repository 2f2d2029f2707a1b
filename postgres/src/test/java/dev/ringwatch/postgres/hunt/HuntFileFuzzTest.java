package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of a hunt's file, it is a hunt, or is refused with the line and a sentence. */
class HuntFileFuzzTest {

  /** More of them: {@code -Dringwatch.fuzz.times=1000}. */
  private static final int ROUNDS = 2_000 * Integer.getInteger("ringwatch.fuzz.times", 1);

  private static final String VALID =
      """
      -- title: Many accounts of one device
      -- question: Which devices had many accounts?
      -- hit: a farm
      -- innocent: a family
      -- since: 24h
      -- limit: 100
      -- parameter least: integer 5 from 2 to 100: how many accounts
      SELECT e.account_id, count(*) AS n /* a -- comment */, 'it''s :no' AS quoted, $q$ :nor this $q$
      FROM raw_events e
      WHERE e.ts >= :since AND e.ts < :until AND "e".device_id IS NOT NULL
      GROUP BY e.account_id HAVING count(*) >= :least
      """;

  private static final List<String> AWKWARD =
      List.of(
          "'", "\"", "$$", "$q$", "/*", "*/", "--", ":", "::", ";", "\\", "\0", "E'\\'", ":since");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isReadOrRefused(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String content = mutated(random);
      try {
        assertThat(HuntFile.read("fuzzed", true, content).name()).isEqualTo("fuzzed");
        read++;
      } catch (HuntFileException e) {
        assertThat(e.getMessage()).isNotBlank();
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ":\n" + content, e);
      }
    }
    assertThat(refused).as("seed %s", seed).isPositive();
    assertThat(read).as("seed %s", seed).isPositive();
  }

  private static String mutated(SplittableRandom random) {
    StringBuilder text = new StringBuilder(VALID);
    for (int left = random.nextInt(1, 4); left > 0; left--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, AWKWARD.get(random.nextInt(AWKWARD.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 20)));
        default -> text.setCharAt(at, (char) random.nextInt(1, 0x3000));
      }
    }
    return text.toString();
  }
}
