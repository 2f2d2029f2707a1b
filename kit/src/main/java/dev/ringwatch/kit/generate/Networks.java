package dev.ringwatch.kit.generate;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The addresses of a world, by number. Homes are IPv4 addresses or, one in five, IPv6 prefixes of
 * 64 bits under which every device has an address of its own; shared infrastructure is IPv4.
 * Numbers tell nothing about addresses. Grows while the world is built, then only read.
 */
final class Networks {

  private static final double IPV6_SHARE = 0.2;

  private final Permutation fours;
  private final Permutation sixes;
  private final BitSet prefixes = new BitSet();
  private Country[] countries = new Country[1024];
  private int size;

  Networks(Dice dice) {
    fours = new Permutation(31, dice.fork("ipv4").nextLong());
    sixes = new Permutation(45, dice.fork("ipv6").nextLong());
  }

  /** The number of a new address of infrastructure. */
  int add(Country country) {
    if (size == countries.length) {
      countries = Arrays.copyOf(countries, 2 * size);
    }
    countries[size] = country;
    return size++;
  }

  /** The first number of a new block of addresses of infrastructure. */
  int addBlock(Country country, int count) {
    int first = size;
    for (int i = 0; i < count; i++) {
      add(country);
    }
    return first;
  }

  /** The number of a new home address or prefix. */
  int addHome(Country country, Dice dice) {
    int network = add(country);
    prefixes.set(network, dice.chance(IPV6_SHARE));
    return network;
  }

  /** Where the address is. */
  Country country(int network) {
    return countries[network];
  }

  /** The address that a host of a network shows. */
  String text(int network, int host) {
    return prefixes.get(network) ? six(network, host) : four(network);
  }

  private String four(int network) {
    long bits = fours.of(network);
    StringBuilder text = new StringBuilder(15);
    text.append(publicOctet((int) (bits >>> 24)));
    for (int shift = 16; shift >= 0; shift -= 8) {
      text.append('.').append((bits >>> shift) & 255);
    }
    return text.toString();
  }

  /** One of 128 first octets outside the reserved ranges. */
  private static int publicOctet(int ordinal) {
    if (ordinal < 85) {
      return 11 + ordinal;
    }
    return ordinal < 125 ? 128 + (ordinal - 85) : 173 + (ordinal - 125);
  }

  /** Every group has its top bit set, so that the text is canonical as it stands. */
  private String six(int network, int host) {
    long prefix = sixes.of(network);
    long device = new Permutation(60, prefix).of(host & 0xFFFFFFFFL);
    StringBuilder text = new StringBuilder(39).append("2a02");
    for (int shift = 30; shift >= 0; shift -= 15) {
      text.append(':').append(Integer.toHexString(group(prefix >>> shift)));
    }
    for (int shift = 45; shift >= 0; shift -= 15) {
      text.append(':').append(Integer.toHexString(group(device >>> shift)));
    }
    return text.toString();
  }

  private static int group(long bits) {
    return 0x8000 | (int) (bits & 0x7FFF);
  }
}
