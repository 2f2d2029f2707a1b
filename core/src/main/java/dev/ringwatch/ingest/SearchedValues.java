package dev.ringwatch.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads what somebody searches events by as the decoder reads the events themselves, so that what
 * was written in two ways is found in either.
 */
public final class SearchedValues {

  private static final Duration A_LITTLE_AHEAD = Duration.ofDays(366);
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private SearchedValues() {}

  /** The form in which an address is kept; the text itself if it is no address. */
  public static String address(String text) {
    return text.isEmpty() ? text : IpText.canonical(text);
  }

  /** Whether a text is an address with the length of a prefix, such as {@code 10.1.2.0/24}. */
  public static boolean isPrefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
      return false;
    }
    String address = text.substring(0, slash);
    return IpText.isIpv4(address, 0, slash) || Ipv6.parse(address) != null;
  }

  /**
   * A point in time as input has it, or a plain date as its first moment in UTC.
   *
   * @param now the present, by which seconds are told from milliseconds
   * @throws IllegalArgumentException with what is wrong, to follow the name of what it is
   */
  public static Instant time(String text, Instant now) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Timestamps reader = new Timestamps(now, A_LITTLE_AHEAD);
    if (!reader.readPointOrDate(bytes, 0, bytes.length)) {
      throw new IllegalArgumentException(reader.problem());
    }
    Instant time = reader.instant();
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("\"" + text + "\" lies outside the years 1 to 9999");
    }
    return time;
  }
}
