package dev.ringwatch.detect.ring;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.LinkKeyKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which link keys an event has. */
public final class LinkKeys {

  /** The kinds whose keys an event carries as they are, in the order of {@link LinkKeyKind}. */
  public static final List<LinkKeyKind> STATIC =
      List.of(LinkKeyKind.PAYMENT, LinkKeyKind.DEVICE, LinkKeyKind.SESSION, LinkKeyKind.IP);

  private LinkKeys() {}

  /**
   * The value of an event's key of one kind, or null if it has none. An IPv4 address stands as it
   * is, an IPv6 address by the /64 that one connection gets (RFC 6177), such as {@code
   * 2001:db8:0:1::/64}; text that is neither stands as it is. A co-action's value is the action, a
   * tab, and the target. O(length), no allocation but for IPv6 and co-actions.
   */
  public static @Nullable String value(LinkKeyKind kind, Event event) {
    return switch (kind) {
      case PAYMENT -> event.payment();
      case DEVICE -> event.device();
      case SESSION -> event.session();
      case IP -> network(event.ip());
      case CO_ACTION -> coAction(event);
    };
  }

  /** The place of a static kind in {@link #STATIC}. */
  static int index(LinkKeyKind kind) {
    return switch (kind) {
      case PAYMENT -> 0;
      case DEVICE -> 1;
      case SESSION -> 2;
      case IP -> 3;
      case CO_ACTION -> throw new IllegalArgumentException("a co-action is not a static key");
    };
  }

  private static @Nullable String coAction(Event event) {
    return event.target() == null ? null : event.action() + '\t' + event.target();
  }

  private static @Nullable String network(@Nullable String address) {
    if (address == null || address.indexOf(':') < 0) {
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
