package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.StableHash;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCountTest {

  @Test
  void countsFewValuesExactly() {
    DistinctCount count = new DistinctCount(16);
    for (int i = 0; i < 160; i++) {
      count.add(StableHash.of("v" + i % 16, 0));
    }
    assertThat(count.estimate()).isEqualTo(16);
  }

  /** Of nine values the largest lies in the middle of all hashes: eight in half of the room. */
  @Test
  void estimatesByTheLargestHashKept() {
    assertThat(KeptShare.distinct(9, -1)).isEqualTo(16);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mergesIntoTheCountOfTheUnion(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DistinctCount left = new DistinctCount(64);
    DistinctCount right = new DistinctCount(64);
    DistinctCount both = new DistinctCount(64);
    for (int i = 0; i < 3_000; i++) {
      long hash = StableHash.mix(random.nextInt(1_000));
      (random.nextBoolean() ? left : right).add(hash);
      both.add(hash);
    }
    left.addAll(right);
    assertThat(left.estimate()).isEqualTo(both.estimate());
    assertThat(left.estimate()).isCloseTo(950, within(4 * 950 / Math.sqrt(62)));
  }
}
