package dev.ringwatch.kit.generate;

import java.util.Arrays;
import java.util.List;

/**
 * When somebody is active over the period: a distribution over its quarter hours that follows the
 * hours of a day somewhere, and the week. Immutable.
 */
final class Rhythm {

  /** Lateness of habits, in hours, from early birds to night owls. */
  private static final int[] LATENESS = {-2, -1, 0, 1, 3};

  private static final int BINS_PER_DAY = 96;
  private static final long BIN = Period.DAY / BINS_PER_DAY;
  private static final double[] WEEKDAY = {
    .30, .18, .11, .08, .08, .12, .25, .45, .65, .75, .80, .85,
    .95, .90, .82, .80, .85, .95, 1.15, 1.35, 1.50, 1.45, 1.10, .65
  };
  private static final double[] WEEKEND = {
    .45, .30, .20, .12, .10, .10, .15, .30, .50, .75, .95, 1.05,
    1.10, 1.10, 1.05, 1.00, 1.05, 1.10, 1.20, 1.30, 1.40, 1.35, 1.10, .75
  };

  private final long startMillis;
  private final double[] cumulative;

  private Rhythm(long startMillis, double[] cumulative) {
    this.startMillis = startMillis;
    this.cumulative = cumulative;
  }

  static Rhythm of(Period period, Country country, int latenessHours) {
    double[] cumulative = new double[period.days() * BINS_PER_DAY + 1];
    for (int bin = 0; bin + 1 < cumulative.length; bin++) {
      long at = period.startMillis() + bin * BIN - latenessHours * Period.HOUR;
      cumulative[bin + 1] = cumulative[bin] + weight(at, country.utcOffsetHours());
    }
    double total = cumulative[cumulative.length - 1];
    for (int bin = 0; bin < cumulative.length; bin++) {
      cumulative[bin] /= total;
    }
    return new Rhythm(period.startMillis(), cumulative);
  }

  /** The rhythms of a country, from early birds to night owls. */
  static List<Rhythm> all(Period period, Country country) {
    return Arrays.stream(LATENESS).mapToObj(late -> of(period, country, late)).toList();
  }

  private static double weight(long atMillis, int utcOffsetHours) {
    double[] hours = Period.weekend(atMillis, utcOffsetHours) ? WEEKEND : WEEKDAY;
    int hour = Period.localHour(atMillis, utcOffsetHours);
    double within = (double) Math.floorMod(atMillis, Period.HOUR) / Period.HOUR;
    return hours[hour] * (1 - within) + hours[(hour + 1) % 24] * within;
  }

  /** The moment at a quantile in [0, 1), in milliseconds since 1970. Grows with the quantile. */
  long at(double quantile) {
    int found = Arrays.binarySearch(cumulative, quantile);
    int bin = Math.min(found >= 0 ? found : -found - 2, cumulative.length - 2);
    double width = cumulative[bin + 1] - cumulative[bin];
    double within = Math.clamp((quantile - cumulative[bin]) / width, 0, 1 - 1e-9);
    return startMillis + (long) ((bin + within) * BIN);
  }
}
