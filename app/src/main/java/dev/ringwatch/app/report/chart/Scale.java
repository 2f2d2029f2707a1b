package dev.ringwatch.app.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Turns values into shares of an axis: 0 at its beginning, 1 at its end. */
sealed interface Scale {

  /** Where a value lies, 0 to 1; values beyond the ends lie at the ends. */
  double at(double value);

  /** Labelled places, in order. */
  List<Tick> ticks();

  /**
   * Equal steps.
   *
   * @param from the value at 0
   * @param to the value at 1, above {@code from}
   * @param steps about how many labelled steps, at least 1
   */
  record Linear(double from, double to, int steps) implements Scale {

    private static final int STEPS = 5;

    /** Checks the order. */
    public Linear {
      if (!(from < to)) {
        throw new IllegalArgumentException("an axis from " + from + " to " + to + " is empty");
      }
    }

    Linear(double from, double to) {
      this(from, to, STEPS);
    }

    /** From zero to a round number that is no less than {@code max} and above 0. */
    static Linear upTo(double max) {
      return upTo(max, STEPS);
    }

    /** The same with about so many labelled steps. */
    static Linear upTo(double max, int steps) {
      double most = max > 0 ? max : 1;
      double step = step(most / steps);
      return new Linear(0, Math.ceil(most / step - 1e-9) * step, steps);
    }

    @Override
    public double at(double value) {
      return Math.clamp((value - from) / (to - from), 0.0, 1.0);
    }

    @Override
    public List<Tick> ticks() {
      double step = step((to - from) / steps);
      List<Tick> ticks = new ArrayList<>();
      for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
        double value = Math.round(i * step * 1e9) / 1e9;
        ticks.add(new Tick(value, Numbers.brief(value)));
      }
      return ticks;
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is no less than {@code least}. */
    private static double step(double least) {
      double power = Math.pow(10, Math.floor(Math.log10(least)));
      for (double factor : new double[] {1, 2, 5}) {
        if (factor * power >= least * (1 - 1e-9)) {
          return factor * power;
        }
      }
      return 10 * power;
    }
  }

  /**
   * Counts by their size: every power of ten is as long as any other. It begins at a half, so that
   * a count of one can be seen; zero lies at the beginning.
   *
   * @param max the count at 1, at least 1
   */
  record Log(double max) implements Scale {

    private static final double BEGIN = 0.5;

    /** Checks the count. */
    public Log {
      if (!(max >= 1)) {
        throw new IllegalArgumentException("a count's axis ends at 1 or more, not " + max);
      }
    }

    @Override
    public double at(double value) {
      return value <= BEGIN
          ? 0
          : Math.min(1, Math.log(value / BEGIN) / Math.log(max * 1.2 / BEGIN));
    }

    @Override
    public List<Tick> ticks() {
      List<Tick> ticks = new ArrayList<>();
      for (double value = 1; value <= max * 1.2; value *= 10) {
        ticks.add(new Tick(value, Numbers.brief(value)));
      }
      return ticks;
    }
  }
}
