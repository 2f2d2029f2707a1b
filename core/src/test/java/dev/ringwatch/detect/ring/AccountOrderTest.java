package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountOrderTest {

  @ParameterizedTest(name = "{0}, characters up to {1}, seed {2}")
  @CsvSource({
    "'', 3, 1",
    "'', 255, 2",
    "'', 65535, 3",
    "account-000, 10, 4",
    "ünï, 200, 5",
    "日本, 65535, 6"
  })
  void ordersAsTheIdsCompare(String prefix, int highest, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<String> distinct = new TreeSet<>();
    while (distinct.size() < 3_000) {
      StringBuilder text = new StringBuilder(prefix).append((char) random.nextInt(highest + 1));
      int length = random.nextInt(14);
      for (int i = 0; i < length; i++) {
        text.append((char) random.nextInt(highest + 1));
      }
      distinct.add(text.toString());
    }
    AccountId[] ids = distinct.stream().map(AccountId::new).toArray(AccountId[]::new);
    for (int i = ids.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      AccountId swapped = ids[i];
      ids[i] = ids[other];
      ids[other] = swapped;
    }
    int[] expected =
        IntStream.range(0, ids.length)
            .boxed()
            .sorted(Comparator.comparing(i -> ids[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(AccountOrder.of(ids)).isEqualTo(expected);
  }

  @Test
  void ordersOneAndNone() {
    assertThat(AccountOrder.of(new AccountId[0])).isEmpty();
    AccountId[] one = {new AccountId("a")};
    assertThat(AccountOrder.of(Arrays.copyOf(one, 1))).containsExactly(0);
  }
}
