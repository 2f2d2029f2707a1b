package dev.ringwatch.ingest;

import org.jspecify.annotations.Nullable;

/**
 * IPv6 text: read as RFC 4291 allows it, written as RFC 5952 demands it. Asks no resolver, unlike
 * the JDK's own parser.
 */
final class Ipv6 {

  private static final int GROUPS = 8;

  private Ipv6() {}

  /** The eight 16-bit groups of an address, or null if the text is none. */
  static short @Nullable [] parse(String text) {
    String hex = withoutDottedEnd(text);
    int gap = hex.indexOf("::");
    if (gap < 0) {
      short[] groups = new short[GROUPS];
      return fill(groups, hex) == GROUPS ? groups : null;
    }
    short[] groups = new short[GROUPS];
    short[] tail = new short[GROUPS];
    int left = gap == 0 ? 0 : fill(groups, hex.substring(0, gap));
    String end = hex.substring(gap + 2);
    int right = end.isEmpty() ? 0 : fill(tail, end);
    if (left < 0 || right < 0 || left + right >= GROUPS) {
      return null;
    }
    System.arraycopy(tail, 0, groups, GROUPS - right, right);
    return groups;
  }

  /**
   * The text of an address: lower case, the longest run of zero groups left out, an embedded IPv4
   * address alone.
   */
  static String format(short[] groups) {
    if (isMappedIpv4(groups)) {
      return (groups[6] >> 8 & 0xFF)
          + "."
          + (groups[6] & 0xFF)
          + "."
          + (groups[7] >> 8 & 0xFF)
          + "."
          + (groups[7] & 0xFF);
    }
    int bestStart = 0;
    int bestLength = 1;
    for (int start = 0; start < GROUPS; start++) {
      int length = zerosFrom(groups, start);
      if (length > bestLength) {
        bestStart = start;
        bestLength = length;
      }
    }
    return bestLength == 1
        ? hex(groups, 0, GROUPS)
        : hex(groups, 0, bestStart) + "::" + hex(groups, bestStart + bestLength, GROUPS);
  }

  /**
   * Reads groups that colons separate; returns how many there are, -1 if there is anything else.
   */
  private static int fill(short[] groups, String text) {
    int count = 0;
    for (String part : text.split(":", -1)) {
      if (count == GROUPS || part.isEmpty() || part.length() > 4) {
        return -1;
      }
      int value = 0;
      for (int at = 0; at < part.length(); at++) {
        int digit = part.charAt(at) < 0x80 ? Character.digit(part.charAt(at), 16) : -1;
        if (digit < 0) {
          return -1;
        }
        value = value << 4 | digit;
      }
      groups[count++] = (short) value;
    }
    return count;
  }

  /** With an IPv4 address at the end rewritten as two groups. */
  private static String withoutDottedEnd(String text) {
    int start = text.lastIndexOf(':') + 1;
    if (!IpText.isIpv4(text, start, text.length())) {
      return text;
    }
    int address = 0;
    for (String number : text.substring(start).split("\\.", -1)) {
      address = address << 8 | Integer.parseInt(number);
    }
    return text.substring(0, start)
        + Integer.toHexString(address >>> 16)
        + ":"
        + Integer.toHexString(address & 0xFFFF);
  }

  private static boolean isMappedIpv4(short[] groups) {
    return zerosFrom(groups, 0) == 5 && groups[5] == (short) 0xFFFF;
  }

  private static int zerosFrom(short[] groups, int start) {
    int end = start;
    while (end < GROUPS && groups[end] == 0) {
      end++;
    }
    return end - start;
  }

  private static String hex(short[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int at = from; at < to; at++) {
      text.append(at == from ? "" : ":").append(Integer.toHexString(groups[at] & 0xFFFF));
    }
    return text.toString();
  }
}
