package dev.ringwatch.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.StableHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongIndexTest {

  private static final int CROWD = 5_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeAMap(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LongIndex index = new LongIndex(random.nextLong(), 0);
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

  @Test
  void crowdsWhereAStrangerKnowsTheSeed() {
    assertThat(reads(crowding(3), 3)).isCloseTo(CROWD / 2.0, within(1.0));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 4, 5, -1})
  void doesNotCrowdWhereAStrangerDoesNotKnowTheSeed(long seed) {
    assertThat(reads(crowding(0), seed)).isLessThan(2);
    assertThat(reads(crowding(3), seed)).isLessThan(2);
    assertThat(reads(pairs(seed), ~seed)).isLessThan(2);
  }

  /** How many slots a look-up reads on average. */
  private static double reads(List<Long> numbers, long seed) {
    LongIndex index = new LongIndex(seed, 0);
    numbers.forEach(number -> index.put(number, 1));
    return numbers.stream().mapToInt(index::reads).average().orElseThrow();
  }

  /** Numbers that all belong to the first slot under a seed, however many slots there are. */
  private static List<Long> crowding(long seed) {
    return LongStream.range(0, CROWD).mapToObj(high -> unmix(high << 32) ^ seed).toList();
  }

  /** Numbers of two halves, each counted from 0, that crowd into a hundredth under a seed. */
  private static List<Long> pairs(long seed) {
    return LongStream.range(0, 1L << 20)
        .map(pair -> ((pair >>> 10) << 32) | (pair & 1023))
        .filter(pair -> (StableHash.mix(pair ^ seed) & 0xFFFF) < 0x28F)
        .boxed()
        .limit(CROWD)
        .toList();
  }

  /** The number whose {@link StableHash#mix} this is. */
  private static long unmix(long mixed) {
    long bits = mixed ^ mixed >>> 31 ^ mixed >>> 62;
    bits *= inverse(0x94D049BB133111EBL);
    bits = bits ^ bits >>> 27 ^ bits >>> 54;
    bits *= inverse(0xBF58476D1CE4E5B9L);
    return bits ^ bits >>> 30 ^ bits >>> 60;
  }

  /** The inverse of an odd number modulo 2^64, by Newton's iteration. */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int correct = 3; correct < Long.SIZE; correct *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }
}
