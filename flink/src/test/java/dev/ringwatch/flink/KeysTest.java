package dev.ringwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final Keys KEYS = new Keys(new HashKey(1, 2));

  @Test
  void comeBackAsTheyWere() {
    AccountId account = new AccountId("a:b\ud83d\ude00");
    assertThat(Keys.account(KEYS.of(account))).isEqualTo(account);
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      LinkKey key = new LinkKey(kind, "like\t:x:y");
      assertThat(Keys.link(KEYS.of(key))).isEqualTo(key);
    }
  }

  /** "Aa" and "BB" have one hash code, and so has whatever is made of them. */
  @Test
  void spreadTextsThatWereChosenToFallTogether() {
    Set<String> ids =
        IntStream.range(0, 1 << 10)
            .mapToObj(bits ->
                IntStream.range(0, 10)
                    .mapToObj(place -> (bits >> place & 1) == 0 ? "Aa" : "BB")
                    .collect(Collectors.joining()))
            .collect(Collectors.toSet());
    assertThat(ids.stream().map(String::hashCode).distinct()).hasSize(1);
    assertThat(ids.stream().map(id -> KEYS.of(new AccountId(id)).hashCode()).distinct())
        .hasSizeGreaterThan(1_000);
    assertThat(ids.stream().map(id -> Keys.bucket(KEYS.of(new AccountId(id)))).distinct())
        .hasSizeGreaterThan(800);
  }

  @Test
  void haveAKeyInEveryBucket() {
    for (int bucket = 0; bucket < Keys.BUCKETS; bucket++) {
      assertThat(Keys.bucket(Keys.ofBucket(bucket))).isEqualTo(bucket);
    }
  }
}
