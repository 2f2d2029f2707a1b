package dev.ringwatch.feature;

import java.util.Locale;

/** How a feature's values are said to a person. Never throws; NaN is "unknown". */
enum Unit {
  /** A number of things. */
  COUNT {
    @Override
    String known(double value) {
      return number(value);
    }
  },

  /** A share of 0 to 1, in per cent. */
  SHARE {
    @Override
    String known(double value) {
      return percent(value);
    }
  },

  /**
   * A part of (whole + 2), which is less than the share itself: the share is at least so much, and
   * may be a little more.
   */
  CAUTIOUS_SHARE {
    @Override
    String known(double value) {
      return percent(value);
    }

    @Override
    String value(double value) {
      return value >= 0.001 ? "at least " + percent(value) : usual(value);
    }
  },

  /** A share of actions on something new: a plain fraction where there is one. */
  VARIETY {
    @Override
    String known(double value) {
      return value >= 1 ? "all" : fraction(value);
    }

    @Override
    String value(double value) {
      String said = usual(value);
      return said.contains("of") || Double.isNaN(value) ? said : said + " of its";
    }
  },

  /** Bits of entropy, said as the number of things that an even spread would be over. */
  EVENNESS {
    @Override
    String known(double value) {
      return number(tenths(Math.pow(2, value)));
    }
  },

  /** Burstiness, -1 to 1, said in words with the number. */
  RHYTHM {
    @Override
    String known(double value) {
      return rhythm(value) + " (" + number(Math.rint(value * 100) / 100) + ")";
    }

    private static String rhythm(double value) {
      if (value < -0.4) {
        return "like clockwork";
      }
      if (value < -0.1) {
        return "nearly evenly";
      }
      return value < 0.3 ? "at random" : "in bursts";
    }
  },

  /** A geometric mean of 1 + seconds. */
  PAUSE {
    @Override
    String known(double value) {
      return duration(Math.max(0, value - 1));
    }
  },

  /** Days. */
  DAYS {
    @Override
    String known(double value) {
      return duration(value * DAY);
    }
  },

  /** Actions per hour, said per hour, minute or second. */
  PACE {
    @Override
    String known(double value) {
      if (value < 120) {
        return actions(value) + " an hour";
      }
      return value < 2 * HOUR
          ? actions(value / 60) + " a minute"
          : actions(value / HOUR) + " a second";
    }

    private String actions(double value) {
      String said = number(tenths(value));
      return said.equals("1") ? "1 action" : said + " actions";
    }
  },

  /** The logarithm of a factor. */
  TIMES {
    @Override
    String known(double value) {
      return times(Math.exp(value));
    }
  },

  /** A factor. */
  NORMAL_DIFFERENCES {
    @Override
    String known(double value) {
      return times(value);
    }
  };

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;
  private static final double YEAR = 365.25 * DAY;
  private static final int LARGEST_DENOMINATOR = 5;

  /** A value other than NaN. */
  abstract String known(double value);

  /** The account's own value, in the sentence's first place. */
  String value(double value) {
    return usual(value);
  }

  /** A value by itself, such as what is usual. */
  String usual(double value) {
    return Double.isNaN(value) ? "unknown" : known(value);
  }

  /** Whole where the value is, otherwise about three digits, and none that say nothing. */
  static String number(double value) {
    double size = Math.abs(value);
    if (value >= 1e15) {
      return "more than 10^15";
    }
    if (value == Math.rint(value) || size >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    String text = String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    String shorter = text.replaceAll("\\.?0+$", "");
    return shorter.equals("0") || shorter.equals("-0") ? "almost 0" : shorter;
  }

  /** Rounded where more digits would be false precision. */
  private static double tenths(double value) {
    return Math.rint(value * 10) / 10;
  }

  private static String percent(double share) {
    if (share > 0 && share < 0.001) {
      return "under 0.1 %";
    }
    double rounded = Math.rint(share * 1000) / 10;
    return share < 1 && rounded == 100 ? "over 99.9 %" : number(rounded) + " %";
  }

  private static String fraction(double share) {
    for (int whole = 2; whole <= LARGEST_DENOMINATOR; whole++) {
      double part = share * whole;
      if (Math.rint(part) >= 1 && Math.abs(part - Math.rint(part)) < 1e-9) {
        return Math.round(part) + " of " + whole;
      }
    }
    return percent(share);
  }

  private static String times(double factor) {
    double rounded = tenths(factor);
    return rounded == 1 ? "1.0 times" : number(factor < 0.1 ? factor : rounded) + " times";
  }

  private static String duration(double seconds) {
    if (seconds < 1) {
      return seconds > 0 ? "less than 1 s" : "0 s";
    }
    if (seconds < 2 * MINUTE) {
      return number(Math.rint(seconds)) + " s";
    }
    if (seconds < 2 * HOUR) {
      return number(Math.rint(seconds / MINUTE)) + " min";
    }
    if (seconds < 2 * DAY) {
      return number(Math.rint(seconds / HOUR)) + " hours";
    }
    return seconds < 2 * YEAR
        ? number(Math.rint(seconds / DAY)) + " days"
        : number(tenths(seconds / YEAR)) + " years";
  }
}
