package dev.ringwatch.app.alert;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which addresses alerts may be sent to: those of the public Internet, and those that the
 * configuration allows. So nobody who may name an endpoint reaches what only this machine or its
 * network does: databases, consoles, the cloud's metadata. Safe for threads.
 */
final class AddressCheck {

  /**
   * IPv4 that is not of the public Internet: this host, private, carrier NAT, loopback, link-local
   * with metadata, protocol assignments, documentation, 6to4 relays, benchmarks, multicast and
   * reserved (IANA IPv4 Special-Purpose Address Registry).
   */
  private static final Networks SPECIAL_IPV4 =
      Networks.of(
          "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12,"
              + " 192.0.0.0/24, 192.0.2.0/24, 192.88.99.0/24, 192.168.0.0/16, 198.18.0.0/15,"
              + " 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4,"
              // Azure's own, though it is of the public range.
              + " 168.63.129.16/32");

  /** IPv6 that is routed: all else is loopback, local, mapped, multicast or not assigned. */
  private static final Networks ROUTED_IPV6 = Networks.of("2000::/3");

  /** Of that: protocol assignments with Teredo, documentation, 6to4. */
  private static final Networks SPECIAL_IPV6 =
      Networks.of("2001::/23, 2001:db8::/32, 2002::/16, 3fff::/20");

  /** IPv6 that stands for the IPv4 address in its last 32 bits (RFC 6052). */
  private static final Networks NAT64 = Networks.of("64:ff9b::/96");

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private final Networks allowed;

  AddressCheck(Networks allowed) {
    this.allowed = allowed;
  }

  /** Why nothing is sent to an address; empty if something is. */
  Optional<String> refusal(InetAddress address) {
    return isAllowed(address)
        ? Optional.empty()
        : Optional.of(
            address.getHostAddress()
                + " is not an address of the public Internet, and ringwatch.alerts.allowed-networks"
                + " does not name it");
  }

  private boolean isAllowed(InetAddress address) {
    if (allowed.contains(address)) {
      return true;
    }
    if (isOurs(address)) {
      return false;
    }
    if (NAT64.contains(address)) {
      return isAllowed(embedded(address));
    }
    return address.getAddress().length == IPV4_BYTES
        ? !SPECIAL_IPV4.contains(address)
        : ROUTED_IPV6.contains(address) && !SPECIAL_IPV6.contains(address);
  }

  /** Whether this machine has it: what is sent there passes no firewall. */
  private static boolean isOurs(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      throw new UncheckedIOException("the interfaces of this machine cannot be read", e);
    }
  }

  private static InetAddress embedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are no address", e);
    }
  }
}
