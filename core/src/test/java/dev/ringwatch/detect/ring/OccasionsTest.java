package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccasionsTest {

  @Test
  void shedsTheWidestGapsAndRefusesAsWideOnesLater() {
    Occasions occasions = new Occasions(100);
    for (int i = 0; i < 200; i++) {
      occasions.add(i % 7, 2 * i, 2 * i + 1, 60_000L * i, i);
    }
    occasions.shed();
    assertThat(occasions.size()).isEqualTo(100);
    assertThat(IntStream.range(0, 100).map(occasions::gapMillis).max()).hasValue(99);
    occasions.add(0, 1, 2, 0, 100);
    occasions.add(0, 1, 2, 0, 5);
    assertThat(occasions.size()).isEqualTo(101);
    assertThat(occasions.shedOccasions()).isEqualTo(101);
  }

  @Test
  void shedsCrowdsWhereNothingHasAGap() {
    Occasions occasions = new Occasions(100);
    for (int i = 0; i < 1_000; i++) {
      occasions.add(7, i, i + 1, 0, 0);
    }
    for (int i = 0; i < 30; i++) {
      occasions.add(i % 3, i, i + 1, 0, 0);
    }
    occasions.shed();
    assertThat(IntStream.range(0, occasions.size()).map(occasions::key).sorted().distinct())
        .containsExactly(0, 1, 2);
    assertThat(occasions.size()).isEqualTo(30);
    assertThat(occasions.shedOccasions()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60_000, 5_000_000, Integer.MAX_VALUE})
  void knowsTheWidestOfTheTightest(int most) {
    Random random = new Random(most);
    int[] gaps = random.ints(500, 0, most).toArray();
    Occasions occasions = new Occasions(1_000);
    for (int gap : gaps) {
      occasions.add(0, 1, 2, 0, gap);
    }
    Arrays.sort(gaps);
    for (int count = 1; count <= gaps.length; count += 7) {
      assertThat(occasions.widestOfTightest(count)).isEqualTo(gaps[count - 1]);
    }
  }
}
