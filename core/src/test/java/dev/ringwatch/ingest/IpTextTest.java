package dev.ringwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpTextTest {

  @ParameterizedTest
  @CsvSource({
    "1.2.3.4, 1.2.3.4",
    "1.2.3.4:8080, 1.2.3.4",
    "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0db8::0001, 2001:db8::1",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "::ffff:1.2.3.4, 1.2.3.4",
    "::FFFF:0102:0304, 1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "fe80::1%eth0, fe80::1",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]:443, 2001:db8::1",
    "[fe80::1%3]:443, fe80::1",
  })
  void givesOneTextToAllSpellingsOfAnAddress(String text, String expected) {
    assertThat(IpText.canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "010.1.2.3",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.4:",
        "1.2.3.4:port",
        "9f86d081884c7d65",
        "host.example",
        "a:b",
        ":::",
        "1::2::3",
        "12345::1",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "::1.2.3.4.5",
        "[::1",
        "[::1]x",
        "[1]",
        "g::1",
        "1:2:3:4:5:6:7::8",
        "::é",
      })
  void leavesEverythingElseAsItIs(String text) {
    assertThat(IpText.canonical(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void meansTheSameAddressAsTheJdkDoes(long seed) throws UnknownHostException {
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      byte[] address = new byte[16];
      for (int at = 0; at < 16; at += 2) {
        if (random.nextInt(3) > 0) {
          address[at] = (byte) random.nextInt(random.nextBoolean() ? 2 : 256);
          address[at + 1] = (byte) random.nextInt(256);
        }
      }
      String spelled = InetAddress.getByAddress(address).getHostAddress();
      String canonical = IpText.canonical(spelled);
      assertThat(InetAddress.getByName(canonical).getAddress())
          .as("seed %s: %s -> %s", seed, spelled, canonical)
          .isEqualTo(InetAddress.getByAddress(address).getAddress());
      assertThat(IpText.canonical(canonical)).isEqualTo(canonical);
    }
  }
}
