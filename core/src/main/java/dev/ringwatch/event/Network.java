package dev.ringwatch.event;

/**
 * The part of an address that one connection gets (RFC 6177), so that hosts that change the rest at
 * will are seen at one place.
 */
public final class Network {

  private Network() {}

  /**
   * The network of an address: an IPv4 address stands as it is, an IPv6 address by its /64, such as
   * {@code 2001:db8:0:1::/64}, or by the IPv4 address that it ends in; text that is neither stands
   * as it is. O(length), no allocation but for IPv6.
   */
  public static String of(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    return address.indexOf('.') < 0 ? slash64(address) : embeddedIpv4(address);
  }

  /** The IPv4 address that an IPv6 one ends in, such as {@code ::ffff:192.0.2.1}. */
  private static String embeddedIpv4(String address) {
    return address.substring(address.lastIndexOf(':') + 1);
  }

  private static String slash64(String address) {
    var prefix = new StringBuilder(26);
    int groups = 0;
    int at = 0;
    while (groups < 4 && at < address.length()) {
      if (address.charAt(at) == ':') {
        at += at == 0 ? 2 : 1;
        int elided = 8 - groups - groupsFrom(address, at);
        for (; elided > 0 && groups < 4; elided--, groups++) {
          prefix.append("0:");
        }
      } else {
        int end = address.indexOf(':', at);
        end = end < 0 ? address.length() : end;
        appendGroup(prefix, address, at, end);
        groups++;
        at = end + 1;
      }
    }
    return groups < 4 ? address : prefix.append(":/64").toString();
  }

  private static int groupsFrom(String address, int start) {
    int groups = start < address.length() ? 1 : 0;
    for (int i = start; i < address.length(); i++) {
      groups += address.charAt(i) == ':' ? 1 : 0;
    }
    return groups;
  }

  /** Writes one group and its colon without leading zeros and in lower case. */
  private static void appendGroup(StringBuilder prefix, String address, int start, int end) {
    int first = start;
    while (first < end - 1 && address.charAt(first) == '0') {
      first++;
    }
    for (int i = first; i < end; i++) {
      prefix.append(Character.toLowerCase(address.charAt(i)));
    }
    prefix.append(':');
  }
}
