package dev.ringwatch.ingest;

/**
 * Gives an address one text form, so that two spellings of one address are one link key. IPv4 stays
 * as it is; IPv6 becomes RFC 5952 text; an IPv4 address inside an IPv6 one ({@code ::ffff:1.2.3.4})
 * becomes that IPv4 address; a zone id, square brackets and a port are dropped. Anything else is an
 * opaque token, such as a hashed address, and stays as it is. IPv4 with leading zeros is such a
 * token: some read them as octal.
 */
final class IpText {

  private IpText() {}

  /** The canonical form of an address, or the text itself if it is no address. */
  static String canonical(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return text;
    }
    if (colon == text.lastIndexOf(':')) {
      return isPort(text, colon + 1) && isIpv4(text, 0, colon) ? text.substring(0, colon) : text;
    }
    short[] groups = Ipv6.parse(withoutDecoration(text));
    return groups == null ? text : Ipv6.format(groups);
  }

  private static String withoutDecoration(String text) {
    int end = text.length();
    int start = 0;
    if (text.charAt(0) == '[') {
      int bracket = text.indexOf(']');
      boolean last = bracket == end - 1;
      boolean port =
          bracket > 0 && !last && text.charAt(bracket + 1) == ':' && isPort(text, bracket + 2);
      if (!last && !port) {
        return text;
      }
      start = 1;
      end = bracket;
    }
    int zone = text.indexOf('%');
    return text.substring(start, zone > start && zone < end ? zone : end);
  }

  private static boolean isPort(String text, int from) {
    int length = text.length() - from;
    return length >= 1
        && length <= 5
        && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether a range is four numbers from 0 to 255 without leading zeros. */
  static boolean isIpv4(String text, int from, int to) {
    int numbers = 1;
    int digits = 0;
    int number = 0;
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c == '.') {
        if (digits == 0) {
          return false;
        }
        numbers++;
        digits = 0;
        number = 0;
      } else if (c < '0' || c > '9' || (digits > 0 && number == 0)) {
        return false;
      } else {
        digits++;
        number = number * 10 + (c - '0');
        if (number > 255) {
          return false;
        }
      }
    }
    return numbers == 4 && digits > 0;
  }
}
