package dev.ringwatch.app.page;

import dev.ringwatch.app.paging.UnusableRequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The time that a page looks at, as it stands in the address: {@code range=24h}, or {@code from}
 * and {@code to}.
 *
 * @param name of a range that ends with the newest event; {@link #CUSTOM} of any other
 * @param from its first moment; null for no bound
 * @param to the first moment behind it; null for no bound
 */
public record TimeRange(String name, @Nullable Instant from, @Nullable Instant to) {

  /** The name of the parameter. */
  public static final String RANGE = "range";

  /** The name of a range that somebody chose by its ends. */
  public static final String CUSTOM = "custom";

  /** The range that holds if nobody says one. */
  public static final String USUAL = "24h";

  private static final Map<String, Duration> NAMED = named();

  private static Map<String, Duration> named() {
    Map<String, Duration> all = new LinkedHashMap<>();
    all.put("1h", Duration.ofHours(1));
    all.put(USUAL, Duration.ofDays(1));
    all.put("7d", Duration.ofDays(7));
    return all;
  }

  /** The names there are, the shortest first. */
  public static List<String> names() {
    return List.copyOf(NAMED.keySet());
  }

  /**
   * The range of a name.
   *
   * @param newest when the newest event was, with which it ends; what comes meanwhile is in it
   */
  public static TimeRange of(String name, Instant newest) {
    Duration length = NAMED.get(name);
    if (length == null) {
      throw new UnusableRequestException(
          "range is one of " + String.join(", ", names()) + ", not " + name);
    }
    return new TimeRange(name, newest.minus(length), null);
  }

  /** One that somebody chose by its ends. */
  public static TimeRange between(@Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new UnusableRequestException(
          "from must be before to: " + from + " is not before " + to);
    }
    return new TimeRange(CUSTOM, from, to);
  }

  /** It as the parameters of an address. */
  public Map<String, String> said() {
    Map<String, String> said = new LinkedHashMap<>();
    if (!name.equals(CUSTOM)) {
      said.put(RANGE, name);
    }
    if (name.equals(CUSTOM) && from != null) {
      said.put("from", from.toString());
    }
    if (name.equals(CUSTOM) && to != null) {
      said.put("to", to.toString());
    }
    return said;
  }

  /** It in words. */
  public String words() {
    return switch (name) {
      case "1h" -> "the last hour";
      case "24h" -> "the last 24 hours";
      case "7d" -> "the last 7 days";
      default -> between();
    };
  }

  private String between() {
    String begin = from == null ? "from the beginning" : "from " + from;
    return to == null ? begin + " until now" : begin + " to " + to;
  }
}
