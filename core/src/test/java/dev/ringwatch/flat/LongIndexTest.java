package dev.ringwatch.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIndexTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeAMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LongIndex index = new LongIndex();
    Map<Long, Integer> expected = new HashMap<>();
    long numbers = 1L << random.nextInt(2, 14);
    for (int i = 0; i < 50_000; i++) {
      long number = random.nextLong(-numbers, numbers) << (random.nextInt(2) * 40);
      if (random.nextInt(3) == 0) {
        index.remove(number);
        expected.remove(number);
      } else {
        int row = random.nextInt(Integer.MAX_VALUE);
        index.put(number, row);
        expected.put(number, row);
      }
      long asked = random.nextLong(-numbers, numbers);
      assertThat(index.get(asked)).isEqualTo(expected.getOrDefault(asked, -1));
    }
    assertThat(index.size()).isEqualTo(expected.size());
    expected.forEach((number, row) -> assertThat(index.get(number)).isEqualTo(row));
  }
}
