package dev.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  /** Addresses of all patterns of zeros, each in several spellings of RFC 4291. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void isTheFirstHalfOfAnAddressHoweverItIsWritten(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5_000; i++) {
      int[] groups = random.ints(8, 0, 1 << 16).toArray();
      int zeros = random.nextInt(9);
      int from = random.nextInt(9 - zeros);
      for (int zero = from; zero < from + zeros; zero++) {
        groups[zero] = 0;
      }
      String address = spelled(groups, from, zeros, random);
      String half = "%x:%x:%x:".formatted(groups[0], groups[1], groups[2]);
      assertThat(Network.of(address)).as(address).isEqualTo("%s%x::/64", half, groups[3]);
      assertThat(Network.delegated(address))
          .as(address)
          .isEqualTo("%s%x::/56", half, groups[3] & 0xFF00);
    }
  }

  /** The address with its zeros left out or not, leading zeros or not, in either case. */
  private static String spelled(int[] groups, int from, int zeros, SplittableRandom random) {
    String format = new String[] {"%x", "%04x", "%X", "%04X"}[random.nextInt(4)];
    boolean elided = zeros > 0 && random.nextInt(4) > 0;
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 8; at++) {
      if (elided && at == from) {
        text.append("::");
        at += zeros - 1;
      } else {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(format.formatted(groups[at]));
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "64:ff9b::198.51.100.7, 198.51.100.7"
  })
  void isTheIpv4AddressWhereThereIsOne(String address, String expected) {
    assertThat(Network.of(address)).isEqualTo(expected);
    assertThat(Network.delegated(address)).isNull();
  }

  /** Neither are two hardware addresses of one maker one network, nor all hosts at one port. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "host.example:80",
        "192.0.2.256:80",
        "a.b::c",
        "::ffff:host.example",
        "a1:b2:c3:d4:e5:f6",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "1::2::3",
        ":1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:",
        "12345:2:3:4:5:6:7:8",
        "node:2:3:4:5:6:7:8",
        "::x",
        ":::",
        ":",
        "",
      })
  void isTheTextItselfWhereThatIsNoAddress(String text) {
    assertThat(Network.of(text)).isEqualTo(text);
    assertThat(Network.delegated(text)).isNull();
  }
}
