package dev.ringwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.event.StableHash;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCountsTest {

  private static final int LIMIT = 16;

  /** Of 1 to 40 values, in two halves that are put together and in one. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void keepsTheSmallestHashesWithTheirExactCounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int distinct = seed == 1 ? LIMIT : 1 + random.nextInt(40);
    ValueCounts whole = new ValueCounts(LIMIT);
    ValueCounts left = new ValueCounts(LIMIT);
    ValueCounts right = new ValueCounts(LIMIT);
    TreeMap<Long, Integer> expected = new TreeMap<>();
    for (int i = 0; i < 20 * distinct; i++) {
      long hash = StableHash.mix(random.nextInt(distinct) + 1);
      int times = 1 + random.nextInt(3);
      expected.merge(hash, times, Integer::sum);
      whole.add(hash, times);
      (random.nextBoolean() ? left : right).add(hash, times);
    }
    left.addAll(right);
    assertKeeps(whole, expected);
    assertKeeps(left, expected);
  }

  private static void assertKeeps(ValueCounts counts, SortedMap<Long, Integer> expected) {
    int total = expected.values().stream().mapToInt(count -> count).sum();
    assertThat(counts.total()).isEqualTo(total);
    assertThat(counts.isOverflowed()).isEqualTo(expected.size() > LIMIT);
    int place = 0;
    for (long hash : expected.keySet()) {
      assertThat(counts.indexOf(hash) >= 0).as("value %d", place).isEqualTo(place < LIMIT);
      place++;
    }
    double scale = expected.size() <= LIMIT ? 1 : counts.distinct() / LIMIT;
    double bits =
        expected.values().stream()
            .limit(LIMIT)
            .mapToDouble(count -> (double) count / total)
            .map(share -> -share * Math.log(share) / Math.log(2))
            .sum();
    assertThat(counts.entropyBits()).isCloseTo(bits * scale, within(1e-9));
    assertThat(counts.distinct())
        .isCloseTo(expected.size(), within(expected.size() <= LIMIT ? 0.0 : 40.0));
    assertThat(counts.mostFrequentHash())
        .isEqualTo(
            expected.entrySet().stream()
                .limit(LIMIT)
                .max(
                    Comparator.comparingInt(Map.Entry<Long, Integer>::getValue)
                        .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed()))
                .orElseThrow()
                .getKey());
  }

  @Test
  void knowsTheAccountsOfEachValueAndTheMoreOfTwoDays() {
    ValueCounts monday = counts(1, 2, 3);
    monday.share(1, 5);
    monday.share(2, 2);
    monday.share(99, 1_000);
    assertThat(monday.accounts(monday.indexOf(1))).isEqualTo(5);
    assertThat(monday.maxOtherAccounts()).isEqualTo(4);
    assertThat(monday.meanOtherAccounts()).isCloseTo((4 + 1 + 0) / 3.0, within(1e-12));
    ValueCounts tuesday = counts(1, 2);
    tuesday.share(1, 3);
    tuesday.share(2, 9);
    monday.addAll(tuesday);
    assertThat(monday.accounts(monday.indexOf(1))).isEqualTo(5);
    assertThat(monday.accounts(monday.indexOf(2))).isEqualTo(9);
    assertThat(monday.accounts(monday.indexOf(3))).isEqualTo(1);
  }

  @Test
  void remembersWhatIsFreshWhateverItLearnsOfAccounts() {
    ValueCounts counts = counts(1, 2);
    counts.markFresh(counts.indexOf(2));
    counts.share(2, 7);
    counts.share(1, 7);
    assertThat(counts.isFresh(counts.indexOf(2))).isTrue();
    assertThat(counts.isFresh(counts.indexOf(1))).isFalse();
    assertThat(counts.accounts(counts.indexOf(2))).isEqualTo(7);
  }

  @Test
  void isOfNothingWithoutValues() {
    ValueCounts none = new ValueCounts(LIMIT);
    assertThat(none.total()).isZero();
    assertThat(none.distinct()).isZero();
    assertThat(none.entropyBits()).isZero();
    assertThat(none.mostFrequentHash()).isZero();
    assertThat(none.maxOtherAccounts()).isZero();
    assertThat(none.indexOf(0)).isEqualTo(-1);
  }

  private static ValueCounts counts(int... hashes) {
    ValueCounts counts = new ValueCounts(LIMIT);
    IntStream.of(hashes).forEach(hash -> counts.add(hash, 1));
    return counts;
  }
}
