package dev.ringwatch.event;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of an address that one connection gets (RFC 6177), so that hosts that change the rest at
 * will are seen at one place.
 */
public final class Network {

  /** An IPv6 address that ends in an IPv4 one, such as {@code ::ffff:192.0.2.1}. */
  private static final Pattern EMBEDDED_IPV4 =
      Pattern.compile("(?:[0-9A-Fa-f]{0,4}:){2,6}((?:[0-9]{1,3}\\.){3}[0-9]{1,3})");

  private static final int GROUPS = 8;
  private static final int KEPT_GROUPS = 4;

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

  /**
   * The IPv6 /56 of an address, such as {@code 2001:db8:0:100::/56}: what many providers delegate
   * to one customer (RFC 6177), who may change the /64 within it at will. Null for IPv4, also where
   * it is written into an IPv6 address, and for text that is no address. O(length).
   */
  public static @Nullable String delegated(String address) {
    String slash64 = slash64(address);
    int end = slash64.length() - "::/64".length();
    if (!slash64.endsWith("::/64")) {
      return null;
    }
    int start = slash64.lastIndexOf(':', end - 1) + 1;
    // Of the fourth group the last two hexadecimal digits are the customer's to choose.
    String kept = end - start <= 2 ? "0" : slash64.substring(start, end - 2) + "00";
    return slash64.substring(0, start) + kept + "::/56";
  }

  private static String embeddedIpv4(String address) {
    Matcher matcher = EMBEDDED_IPV4.matcher(address);
    return matcher.matches() ? matcher.group(1) : address;
  }

  private static String slash64(String address) {
    int gap = address.indexOf("::");
    int headEnd = gap < 0 ? address.length() : gap;
    int head = groups(address, 0, headEnd);
    int tail = gap < 0 ? 0 : groups(address, gap + 2, address.length());
    if (gap < 0 ? head != GROUPS : head + tail >= GROUPS) {
      return address;
    }
    var prefix = new StringBuilder(26);
    appendGroups(prefix, address, 0, Math.min(head, KEPT_GROUPS));
    prefix.repeat("0:", Math.clamp(KEPT_GROUPS - head, 0, GROUPS - head - tail));
    appendGroups(prefix, address, gap + 2, Math.max(0, KEPT_GROUPS - GROUPS + tail));
    return prefix.append(":/64").toString();
  }

  /**
   * How many groups of one to four hexadecimal digits a part of a text is; {@link #GROUPS} and one
   * more if it is something else.
   */
  private static int groups(String text, int start, int end) {
    int groups = start < end ? 1 : 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      if (HexFormat.isHexDigit(text.charAt(i)) && digits < 4) {
        digits++;
      } else if (text.charAt(i) == ':' && digits > 0) {
        groups++;
        digits = 0;
      } else {
        return GROUPS + 1;
      }
    }
    return start < end && digits == 0 ? GROUPS + 1 : groups;
  }

  /**
   * Writes so many groups, each of which has a colon behind it, without leading zeros and in lower
   * case.
   */
  private static void appendGroups(StringBuilder prefix, String address, int start, int count) {
    int at = start;
    for (int group = 0; group < count; group++) {
      int end = address.indexOf(':', at);
      while (at < end - 1 && address.charAt(at) == '0') {
        at++;
      }
      for (; at < end; at++) {
        prefix.append(Character.toLowerCase(address.charAt(at)));
      }
      prefix.append(':');
      at++;
    }
  }
}
