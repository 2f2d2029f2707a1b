package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkKeysTest {

  private static Event.Builder event() {
    return Event.builder(new AccountId("a"), "like", Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
    "2001:db8::1, 2001:db8:0:0::/64",
    "2001:db8:1:2::, 2001:db8:1:2::/64",
    "2001:DB8:0001:2::7, 2001:db8:1:2::/64",
    "::1, 0:0:0:0::/64",
    "::, 0:0:0:0::/64",
    "::2:3:4:5:6:7:8, 0:2:3:4::/64",
    "1::3:4:5:6:7:8, 1:0:3:4::/64",
    "::ffff:192.0.2.1, 192.0.2.1",
    "1:2, 1:2",
    "unknown, unknown"
  })
  void takesIpv4AsItIsAndIpv6ByItsSlash64(String address, String expected) {
    assertThat(LinkKeys.value(LinkKeyKind.IP, event().ip(address).build())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:0::/56",
    "2001:db8:1:12:3:4:5:6, 2001:db8:1:0::/56",
    "2001:db8:1:ff::, 2001:db8:1:0::/56",
    "2001:db8:1:100::, 2001:db8:1:100::/56",
    "2001:db8:1:1ff::7, 2001:db8:1:100::/56",
    "2001:DB8:0001:ABCD::7, 2001:db8:1:ab00::/56",
    "2001:db8::1, 2001:db8:0:0::/56",
    "::1, 0:0:0:0::/56",
    "::2:3:4:5:6:7:8, 0:2:3:0::/56"
  })
  void takesIpv6ByItsSlash56AsANetwork(String address, String expected) {
    assertThat(LinkKeys.value(LinkKeyKind.NETWORK, event().ip(address).build()))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "::ffff:192.0.2.1", "1:2", "unknown"})
  void seesNoNetworkInWhatIsNotIpv6(String address) {
    assertThat(LinkKeys.value(LinkKeyKind.NETWORK, event().ip(address).build())).isNull();
  }

  @Test
  void takesTheUserAgentTogetherWithTheAddressAsAClient() {
    Event.Builder event = event().userAgent("curl/8");
    assertThat(LinkKeys.value(LinkKeyKind.CLIENT, event.build())).isNull();
    assertThat(LinkKeys.value(LinkKeyKind.CLIENT, event.ip("192.0.2.1").build()))
        .isEqualTo("192.0.2.1\tcurl/8");
    assertThat(LinkKeys.value(LinkKeyKind.CLIENT, event.ip("2001:db8:1:2::9").build()))
        .isEqualTo("2001:db8:1:2::/64\tcurl/8");
  }

  @Test
  void takesDeviceSessionAndPaymentAsTheyAre() {
    Event event = event().device("d").session("s").payment("p").build();
    assertThat(LinkKeys.value(LinkKeyKind.DEVICE, event)).isEqualTo("d");
    assertThat(LinkKeys.value(LinkKeyKind.SESSION, event)).isEqualTo("s");
    assertThat(LinkKeys.value(LinkKeyKind.PAYMENT, event)).isEqualTo("p");
  }

  @Test
  void joinsActionAndTargetToACoAction() {
    assertThat(LinkKeys.value(LinkKeyKind.CO_ACTION, event().target("post9").build()))
        .isEqualTo("like\tpost9");
  }

  @Test
  void hasNoKeyWhereTheEventSaysNothing() {
    for (LinkKeyKind kind : LinkKeyKind.values()) {
      assertThat(LinkKeys.value(kind, event().build())).isNull();
    }
  }
}
