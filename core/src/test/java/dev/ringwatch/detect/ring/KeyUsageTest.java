package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUsageTest {

  private static final LinkKey DEVICE = new LinkKey(LinkKeyKind.DEVICE, "d");

  private static Event at(long minute, String ip) {
    return Event.builder(new AccountId("x"), "act", Instant.ofEpochSecond(60 * minute))
        .device("d")
        .ip(ip)
        .build();
  }

  private static Map<AccountId, List<Integer>> content(KeyUsage usage) {
    Map<AccountId, List<Integer>> content = new HashMap<>();
    usage.forEach((account, uses, first, last) -> content.put(account, List.of(uses, first, last)));
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 10, 40, 3000})
  void countsUsesAndMinutesLikeAMap(int accounts) {
    var random = new Random(accounts);
    var usage = new KeyUsage(DEVICE);
    Map<AccountId, List<Integer>> expected = new HashMap<>();
    for (int i = 0; i < 4 * accounts; i++) {
      var account = new AccountId("a" + random.nextInt(accounts));
      int minute = random.nextInt(10_000);
      usage.use(account, at(minute, "1.1.1.1"));
      expected.merge(
          account,
          List.of(1, minute, minute),
          (old, one) ->
              List.of(old.get(0) + 1, Math.min(old.get(1), minute), Math.max(old.get(2), minute)));
    }
    assertThat(content(usage)).isEqualTo(expected);
    assertThat(usage.accounts()).isEqualTo(expected.size());
  }

  @Test
  void knowsTheOneValueThatItWasAlwaysSeenWith() {
    var usage = new KeyUsage(DEVICE);
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(new AccountId("a"), at(0, ""));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(new AccountId("a"), at(0, "1.1.1.1"));
    usage.use(new AccountId("b"), at(0, "1.1.1.1"));
    assertThat(usage.companion(LinkKeyKind.IP)).isEqualTo(KeyUsage.valueHash("1.1.1.1"));
    usage.use(new AccountId("b"), at(0, "2.2.2.2"));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(new AccountId("b"), at(0, "1.1.1.1"));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
  }

  @Test
  void refusesACoAction() {
    assertThatThrownBy(() -> new KeyUsage(new LinkKey(LinkKeyKind.CO_ACTION, "like\tp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a static key");
  }
}
