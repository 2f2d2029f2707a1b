package dev.ringwatch.app.alert;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Networks, such as {@code 10.0.0.0/8, fd00::/8}; an address alone is a network of itself. */
public final class Networks {

  private static final int BITS = 8;
  private static final int BYTE = 0xFF;

  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /** A network: the first bits of its addresses. */
  private record Network(InetAddress first, int bits) {

    static Network of(String text) {
      String[] parts = text.split("/", 2);
      InetAddress first = InetAddress.ofLiteral(parts[0]);
      int all = first.getAddress().length * BITS;
      int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException(text + " has more bits than an address");
      }
      Network network = new Network(first, bits);
      if (!network.contains(first)) {
        throw new IllegalArgumentException(text + " is no network");
      }
      return network;
    }

    boolean contains(InetAddress address) {
      byte[] ours = first.getAddress();
      byte[] theirs = address.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      int whole = bits / BITS;
      int rest = BYTE << (BITS - bits % BITS) & BYTE;
      return Arrays.equals(ours, 0, whole, theirs, 0, whole)
          && (rest == 0 || whole == ours.length || ((ours[whole] ^ theirs[whole]) & rest) == 0);
    }

    @Override
    public String toString() {
      return first.getHostAddress() + "/" + bits;
    }
  }

  /** None at all. */
  public static Networks none() {
    return new Networks(List.of());
  }

  /**
   * Those of a text, with commas between.
   *
   * @throws IllegalArgumentException if one of them is none
   */
  public static Networks of(String text) {
    return new Networks(
        Arrays.stream(text.split(",", -1)).map(part -> Network.of(part.strip())).toList());
  }

  /** Whether an address is in one of them. O(their number). */
  public boolean contains(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  @Override
  public String toString() {
    return networks.stream().map(Network::toString).collect(Collectors.joining(", "));
  }
}
