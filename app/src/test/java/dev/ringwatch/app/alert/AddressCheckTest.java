package dev.ringwatch.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {

  private final AddressCheck check = new AddressCheck(Networks.none());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.1.2.3",
        "64:ff9b:1::8.8.8.8",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void refusesWhatIsNotOfThePublicInternet(String address) {
    assertThat(check.refusal(InetAddress.ofLiteral(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.255",
        "64:ff9b::8.8.8.8",
        "::ffff:8.8.8.8",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void letsThePublicInternetPass(String address) {
    assertThat(check.refusal(InetAddress.ofLiteral(address))).isEmpty();
  }

  @Test
  void letsPassWhatTheConfigurationNames() {
    AddressCheck own = new AddressCheck(Networks.of("127.0.0.0/8, 10.1.0.0/16, fd00::/8, ::1"));
    assertThat(own.refusal(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
    assertThat(own.refusal(InetAddress.ofLiteral("::1"))).isEmpty();
    assertThat(own.refusal(InetAddress.ofLiteral("::ffff:127.0.0.1"))).isEmpty();
    assertThat(own.refusal(InetAddress.ofLiteral("64:ff9b::127.0.0.1"))).isEmpty();
    assertThat(own.refusal(InetAddress.ofLiteral("fd00:ec2::254"))).isEmpty();
    assertThat(own.refusal(InetAddress.ofLiteral("10.1.255.1"))).isEmpty();
    assertThat(own.refusal(InetAddress.ofLiteral("10.2.0.1"))).isPresent();
    assertThat(own.refusal(InetAddress.ofLiteral("::2"))).isPresent();
  }

  @Test
  void readsNetworksAndRefusesWhatIsNone() {
    assertThat(Networks.of("10.0.0.0/9,192.168.0.1")).hasToString("10.0.0.0/9, 192.168.0.1/32");
    Networks half = Networks.of("10.128.0.0/9");
    assertThat(half.contains(InetAddress.ofLiteral("10.128.0.1"))).isTrue();
    assertThat(half.contains(InetAddress.ofLiteral("10.127.0.1"))).isFalse();
    for (String wrong : new String[] {"10.0.0.0/33", "x", "", "10.0.0.0/-1", "host.example"}) {
      assertThatThrownBy(() -> Networks.of(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesAHostIfOneOfItsAddressesIsRefused() {
    InetAddress outside = InetAddress.ofLiteral("8.8.8.8");
    InetAddress inside = InetAddress.ofLiteral("169.254.169.254");
    PinnedAddresses both = new PinnedAddresses(check, host -> new InetAddress[] {outside, inside});
    assertThatThrownBy(() -> both.resolve("rebound.example"))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessageStartingWith("the host is not of the public Internet")
        .hasMessageNotContaining("169.254");
  }

  @Test
  void triesTwoAddressesOfAHostAndNoMore() throws UnknownHostException {
    InetAddress outside = InetAddress.ofLiteral("8.8.8.8");
    PinnedAddresses many =
        new PinnedAddresses(check, host -> new InetAddress[] {outside, outside, outside});
    assertThat(many.resolve("many.example")).hasSize(2);
  }
}
