package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashKeyTest {

  /** SipHash-1-3 under the key 00 01 .. 0f of the first 0, 2, 4 .. bytes of 00 01 02 .. */
  private static final long[] PUBLISHED = {
    0xABAC0158050FC4DCL,
    0x82CB9B024DC7D44DL,
    0xCF75576088D38328L,
    0xC50D2B50C59F22A7L,
    0x369095118D299A8EL,
    0x79DE85EE92FF097FL,
    0x78A384B157B4D9A2L,
    0x605AA111C0F95D34L,
    0xCC4FDD1A7D908B66L,
    0x8FFC389CB473E63EL,
    0xC0DC2F46A6CCE040L,
    0x7FFE7B9BA320872EL,
    0xF464AEB267349C8CL,
    0x3A3E35E3CA9913A5L,
    0xFB0BED02EF6CD00DL,
    0x540F11D643C5E663L,
    0x81157B6C16A7B60DL,
  };

  @Test
  void isSipHash() {
    HashKey key = new HashKey(0x0706050403020100L, 0x0F0E0D0C0B0A0908L);
    StringBuilder text = new StringBuilder();
    for (long published : PUBLISHED) {
      assertThat(key.of(text)).as("%s characters", text.length()).isEqualTo(published);
      int next = 2 * text.length();
      text.append((char) (next | (next + 1) << Byte.SIZE));
    }
    assertThat(new HashKey(0, 0).of("")).isEqualTo(0xD1FBA762150C532CL);
  }

  @Test
  void tellsTextsApartThatCollideWithoutAKey() {
    List<String> colliding = CraftedTexts.colliding(1_000, 1);
    Set<Long> unkeyed = new HashSet<>();
    Set<Long> keyed = new HashSet<>();
    for (String text : colliding) {
      unkeyed.add(StableHash.of(text, 0));
      keyed.add(HashKey.PUBLIC.of(text));
    }
    assertThat(new HashSet<>(colliding)).hasSize(1_000);
    assertThat(unkeyed).hasSize(1);
    assertThat(keyed).hasSize(1_000);
  }

  @Test
  void hashesOtherwiseUnderAnotherKey() {
    assertThat(new HashKey(1, 2).of("device"))
        .isNotEqualTo(new HashKey(1, 3).of("device"))
        .isNotEqualTo(new HashKey(2, 2).of("device"));
  }

  @Test
  void doesNotTellItsKey() {
    assertThat(new HashKey(1234, 5678).toString()).doesNotContain("1234", "5678");
  }

  @Test
  void seedsAreSecretUnderASecretKeyOnly() {
    HashKey secret = new HashKey(1, 2);
    assertThat(HashKey.PUBLIC.seed(42)).isEqualTo(42);
    assertThat(secret.seed(42)).isNotEqualTo(42).isEqualTo(new HashKey(1, 2).seed(42));
    assertThat(secret.seed(42)).isNotEqualTo(secret.seed(43));
    assertThat(secret.seed(42)).isNotEqualTo(new HashKey(1, 3).seed(42));
  }
}
