package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUsageTest {

  private static final LinkKey DEVICE = new LinkKey(LinkKeyKind.DEVICE, "d");

  private static Event event(long minute, String ip) {
    return Event.builder(new AccountId("x"), "act", Instant.ofEpochSecond(60 * minute))
        .device("d")
        .ip(ip)
        .build();
  }

  private static EventKeys at(long minute, String ip) {
    return EventKeys.of(event(minute, ip));
  }

  private static Map<Integer, List<Integer>> content(KeyUsage usage) {
    Map<Integer, List<Integer>> content = new HashMap<>();
    usage.forEach((account, uses, first, last) -> content.put(account, List.of(uses, first, last)));
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 10, 40, 3000})
  void countsUsesAndMinutesLikeAMap(int accounts) {
    var random = new Random(accounts);
    var usage = KeyUsage.alone(DEVICE);
    Map<Integer, List<Integer>> expected = new HashMap<>();
    List<Integer> appeared = new ArrayList<>();
    for (int i = 0; i < 4 * accounts; i++) {
      int account = random.nextInt(accounts);
      int minute = random.nextInt(10_000);
      usage.use(account, at(minute, "1.1.1.1"));
      if (!appeared.contains(account)) {
        appeared.add(account);
      }
      expected.merge(
          account,
          List.of(1, minute, minute),
          (old, one) ->
              List.of(old.get(0) + 1, Math.min(old.get(1), minute), Math.max(old.get(2), minute)));
    }
    assertThat(content(usage)).isEqualTo(expected);
    assertThat(usage.accounts()).isEqualTo(expected.size());
    List<Integer> newest = new ArrayList<>();
    usage.forNewest(2, (account, uses, first, last) -> newest.add(account));
    assertThat(newest).isEqualTo(appeared.reversed().subList(0, Math.min(2, appeared.size())));
  }

  @Test
  void knowsTheOneValueThatItWasAlwaysSeenWith() {
    var usage = KeyUsage.alone(DEVICE);
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(1, at(0, ""));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(1, at(0, "1.1.1.1"));
    usage.use(2, at(0, "1.1.1.1"));
    assertThat(usage.companion(LinkKeyKind.IP))
        .isEqualTo(KeyUsage.valueHash("1.1.1.1", HashKey.PUBLIC));
    usage.use(2, at(0, "2.2.2.2"));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(2, at(0, "1.1.1.1"));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
  }

  @Test
  void takesAnAddressOutsideIpv6ForAnotherNetwork() {
    List<LinkKeyKind> kinds = LinkKeys.STATIC;
    var usage = KeyUsage.alone(DEVICE, kinds, HashKey.PUBLIC);
    usage.use(1, EventKeys.of(event(0, "2001:db8:0:101::1"), kinds, HashKey.PUBLIC));
    usage.use(2, EventKeys.of(event(0, "2001:db8:0:1ff::1"), kinds, HashKey.PUBLIC));
    assertThat(usage.companion(LinkKeyKind.NETWORK))
        .isEqualTo(KeyUsage.valueHash("2001:db8:0:100::/56", HashKey.PUBLIC));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.IP))).isFalse();
    usage.use(2, EventKeys.of(event(0, "192.0.2.1"), kinds, HashKey.PUBLIC));
    assertThat(KeyUsage.isValueHash(usage.companion(LinkKeyKind.NETWORK))).isFalse();
  }

  @Test
  void hasNoRoomForKindsThatAreOff() {
    assertThat(RingConfig.ofDefaults().kindsWithRoom()).isEqualTo(LinkKeys.ALWAYS);
    assertThat(new KeyUsages(LinkKeyKind.DEVICE, LinkKeys.ALWAYS, 1).kinds())
        .isEqualTo(LinkKeys.ALWAYS.size());
    assertThatThrownBy(() -> new KeyUsages(LinkKeyKind.CLIENT, LinkKeys.ALWAYS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("client");
  }

  @Test
  void refusesACoAction() {
    assertThatThrownBy(() -> KeyUsage.alone(new LinkKey(LinkKeyKind.CO_ACTION, "like\tp")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a static key");
  }
}
