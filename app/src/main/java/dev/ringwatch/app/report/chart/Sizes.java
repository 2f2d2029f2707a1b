package dev.ringwatch.app.report.chart;

import java.util.Locale;

/** Sizes in bytes as pages write them, the same under every locale. */
public final class Sizes {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Sizes() {}

  /** A size in the unit in which a person would say it, such as {@code 1.4 GB}; of thousands. */
  public static String of(long bytes) {
    if (bytes < 1_000) {
      return bytes + "\u00a0B";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, size >= 99.95 ? "%.0f" : "%.1f", size)
        + "\u00a0"
        + UNITS[unit];
  }
}
