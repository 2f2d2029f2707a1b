package dev.ringwatch.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntRowsTest {

  @ParameterizedTest(name = "width {0}")
  @ValueSource(ints = {3, 4, 16, 18})
  void keepsWhatIsSetAndGivesRemovedRowsAgain(int width) {
    SplittableRandom random = new SplittableRandom(width);
    IntRows rows = new IntRows(width);
    Map<Integer, Long> expected = new HashMap<>();
    int most = 0;
    for (int i = 0; i < 30_000; i++) {
      if (!expected.isEmpty() && random.nextInt(4) == 0) {
        int row = expected.keySet().iterator().next();
        rows.remove(row);
        expected.remove(row);
      } else {
        int row = rows.add();
        for (int column = 0; column < width; column++) {
          assertThat(rows.get(row, column)).isZero();
        }
        long value = random.nextLong();
        rows.setLong(row, width - 2, value);
        assertThat(expected.put(row, value)).isNull();
        most = Math.max(most, expected.size());
      }
    }
    expected.forEach((row, value) -> assertThat(rows.getLong(row, width - 2)).isEqualTo(value));
    assertThat(rows.size()).isEqualTo(most);
  }

  @Test
  void startsAgainAfterClearing() {
    IntRows rows = new IntRows(2);
    for (int i = 0; i < 10_000; i++) {
      rows.set(rows.add(), 1, i + 1);
    }
    rows.remove(7);
    rows.clear();
    assertThat(rows.size()).isZero();
    for (int i = 0; i < 10_000; i++) {
      int row = rows.add();
      assertThat(row).isEqualTo(i);
      assertThat(rows.get(row, 1)).isZero();
    }
  }

  @Test
  void refusesARowOfNothing() {
    assertThatThrownBy(() -> new IntRows(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 int");
  }
}
