package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the rows, they come out in order. */
class OccasionOrderTest {

  private static OccasionOrder.Columns random(int rows, Random random) {
    long[] pairs = random.longs(rows, 0, 40).toArray();
    long[] rests = random.longs(rows, 0, 5).toArray();
    int[] lags = random.ints(rows, -3, 4).toArray();
    return new OccasionOrder.Columns(pairs, rests, lags);
  }

  private static OccasionOrder.Columns part(OccasionOrder.Columns of, int... rows) {
    return new OccasionOrder.Columns(
        Arrays.stream(rows).mapToLong(row -> of.pairs()[row]).toArray(),
        Arrays.stream(rows).mapToLong(row -> of.rests()[row]).toArray(),
        Arrays.stream(rows).map(row -> of.lags()[row]).toArray());
  }

  private static void isRight(int[] order, OccasionOrder.Columns columns) {
    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, columns.size()).toArray());
    Comparator<Integer> byColumns =
        Comparator.<Integer>comparingLong(row -> columns.pairs()[row])
            .thenComparingLong(row -> columns.rests()[row])
            .thenComparingInt(row -> columns.lags()[row]);
    assertThat(Arrays.stream(order).boxed()).isSortedAccordingTo(byColumns);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isRightWhetherRowsAreAddedOrTakenAwayOrOthers(long seed) {
    Random random = new Random(seed);
    OccasionOrder order = new OccasionOrder();
    OccasionOrder.Columns all = random(900, random);
    for (int end : new int[] {0, 1, 300, 301, 301, 400, 900, 899, 12, 900}) {
      isRightOf(order, all, IntStream.range(0, end).toArray());
    }
    for (int from : new int[] {0, 1, 250, 0}) {
      isRightOf(order, all, IntStream.range(from, 900).toArray());
    }
    // Some go, others come back.
    for (int step = 0; step < 20; step++) {
      isRightOf(
          order,
          all,
          IntStream.range(0, 700 + 10 * step).filter(row -> random.nextInt(9) > 0).toArray());
    }
    // The same numbers, of something else.
    OccasionOrder.Columns others = random(900, random);
    isRightOf(order, others, IntStream.range(0, 900).toArray());
  }

  private static void isRightOf(OccasionOrder order, OccasionOrder.Columns all, int... rows) {
    OccasionOrder.Columns some = part(all, rows);
    isRight(order.of(some, rows), some);
  }
}
