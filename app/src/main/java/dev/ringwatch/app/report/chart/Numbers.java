package dev.ringwatch.app.report.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as the page writes them, the same under every locale. */
public final class Numbers {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Numbers() {}

  /** A whole number with its thousands apart, such as {@code 50,012}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count and its noun, such as {@code 1 ring} or {@code 24 rings}. */
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** A number short enough for an axis, such as {@code 50k}. */
  public static String brief(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return plain(value / 1e9) + "G";
    }
    if (size >= 1e6) {
      return plain(value / 1e6) + "M";
    }
    return size >= 1e3 ? plain(value / 1e3) + "k" : plain(value);
  }

  /** At most three significant digits after the point, and none that say nothing. */
  public static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    String text =
        String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  /** A score with its one decimal. */
  public static String score(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** Points with their sign, such as {@code +12.3}. */
  public static String points(double value) {
    return (value < 0 ? "−" : "+") + score(Math.abs(value));
  }

  /** A share of 0 to 1 in per cent; what is not zero never reads as zero. */
  public static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "<0.1\u00a0%";
    }
    if (share < 1 && share > 0.999) {
      return ">99.9\u00a0%";
    }
    return plain(Math.round(share * 1000) / 10.0) + "\u00a0%";
  }

  /** A part of a whole in per cent; 0 of nothing is 0. */
  public static String percent(long part, long whole) {
    return percent(whole == 0 ? 0 : (double) part / whole);
  }

  /** A duration in the unit in which a person would say it. */
  public static String duration(Duration value) {
    long millis = value.toMillis();
    if (millis < 1000) {
      return millis + "\u00a0ms";
    }
    if (millis < 60_000) {
      return plain(Math.round(millis / 100.0) / 10.0) + "\u00a0s";
    }
    if (millis < 3_600_000) {
      return parts(value.toMinutes(), "min", value.toSecondsPart(), "s");
    }
    return millis < 86_400_000
        ? parts(value.toHours(), "h", value.toMinutesPart(), "min")
        : parts(value.toDays(), "d", value.toHoursPart(), "h");
  }

  private static String parts(long large, String largeUnit, int small, String smallUnit) {
    String rest = small == 0 ? "" : " " + small + "\u00a0" + smallUnit;
    return large + "\u00a0" + largeUnit + rest;
  }

  /** A duration in one unit, rounded up, so that it is no shorter than said. */
  public static String rough(Duration value) {
    long millis = Math.max(1000, value.toMillis());
    for (long unit : new long[] {86_400_000, 3_600_000, 60_000}) {
      if (millis >= 2 * unit) {
        return duration(Duration.ofMillis(Math.ceilDiv(millis, unit) * unit));
      }
    }
    return Math.ceilDiv(millis, 1000) + "\u00a0s";
  }

  /** A time from one instant to another, to the minute, in UTC, the date once if it is one day. */
  public static String span(Instant from, Instant to) {
    String first = MINUTE.format(from);
    String last = MINUTE.format(to);
    if (first.equals(last)) {
      return first;
    }
    boolean oneDay = first.substring(0, 10).equals(last.substring(0, 10));
    return first + " to " + (oneDay ? last.substring(11) : last);
  }

  /** An instant to the minute, in UTC, without saying so. */
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** An instant to the second, in UTC, without saying so. */
  public static String second(Instant at) {
    return SECOND.format(at);
  }

  /** A p-value in words, such as {@code about 1 in 10¹² by chance}. */
  public static String byChance(double pValue) {
    if (pValue > 0.1) {
      return "could well be chance (p\u00a0=\u00a0" + plain(Math.round(pValue * 100) / 100.0) + ")";
    }
    if (pValue < 1e-300) {
      return "less than 1 in 10" + superscript(300) + " by chance";
    }
    double odds = 1 / pValue;
    return odds < 1e6
        ? "about 1 in " + count(twoDigits(odds)) + " by chance"
        : "about 1 in 10" + superscript(Math.round(Math.log10(odds))) + " by chance";
  }

  private static long twoDigits(double value) {
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    return Math.round(Math.round(value / unit) * unit);
  }

  private static String superscript(long value) {
    StringBuilder text = new StringBuilder();
    for (char digit : Long.toString(value).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
