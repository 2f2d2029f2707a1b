package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StableHashTest {

  @Test
  void isTheSameOnEveryPlatformAndInEveryRelease() {
    assertThat(StableHash.of("", 0)).isEqualTo(PINNED_EMPTY);
    assertThat(StableHash.of("account-1", 42)).isEqualTo(PINNED_ACCOUNT);
  }

  private static final long PINNED_EMPTY = 0L;
  private static final long PINNED_ACCOUNT = -5365388286616851464L;

  @Test
  void tellsTextsApart() {
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      hashes.add(StableHash.of("user" + i, 0));
      hashes.add(StableHash.of(i + "user", 0));
      hashes.add(StableHash.of("\0".repeat(i % 50) + "x" + i, 0));
    }
    assertThat(hashes).hasSize(600_000);
  }

  @Test
  void spreadsEvenly() {
    int[] buckets = new int[64];
    for (int i = 0; i < 64_000; i++) {
      buckets[(int) (StableHash.of("id" + i, 7) >>> 58)]++;
    }
    double chiSquare = 0;
    for (int bucket : buckets) {
      chiSquare += (bucket - 1000.0) * (bucket - 1000.0) / 1000;
    }
    assertThat(chiSquare).isLessThan(110);
  }
}
