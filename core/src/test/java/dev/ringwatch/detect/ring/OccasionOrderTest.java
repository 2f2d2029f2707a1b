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

  private static OccasionOrder.Columns part(OccasionOrder.Columns of, int from, int to) {
    return new OccasionOrder.Columns(
        Arrays.copyOfRange(of.pairs(), from, to),
        Arrays.copyOfRange(of.rests(), from, to),
        Arrays.copyOfRange(of.lags(), from, to));
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
      OccasionOrder.Columns some = part(all, 0, end);
      isRight(order.of(some), some);
    }
    for (int from : new int[] {0, 1, 250, 0}) {
      OccasionOrder.Columns some = part(all, from, 900);
      isRight(order.of(some), some);
    }
    OccasionOrder.Columns others = random(900, random);
    isRight(order.of(others), others);
  }
}
