package dev.ringwatch.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PairedChangeTest {

  /** Counted out: the share of all ways to toss the coins that are as one-sided. */
  private static double counted(int gained, int lost) {
    int all = gained + lost;
    BigInteger ways = BigInteger.ZERO;
    for (int heads = 0; heads <= all; heads++) {
      if (Math.min(heads, all - heads) <= Math.min(gained, lost)) {
        ways = ways.add(choose(all, heads));
      }
    }
    return ways.doubleValue() / Math.pow(2, all);
  }

  private static BigInteger choose(int all, int some) {
    BigInteger ways = BigInteger.ONE;
    for (int i = 0; i < some; i++) {
      ways = ways.multiply(BigInteger.valueOf(all - i)).divide(BigInteger.valueOf(i + 1));
    }
    return ways;
  }

  @Test
  void isWhatCountingGives() {
    for (int gained = 0; gained < 30; gained++) {
      for (int lost = 0; lost < 30; lost++) {
        assertThat(new PairedChange(gained, lost).chance())
            .as("%d gained, %d lost", gained, lost)
            .isCloseTo(counted(gained, lost), within(1e-12));
      }
    }
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThatThrownBy(() -> new PairedChange(-1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not -1 and 3");
  }
}
