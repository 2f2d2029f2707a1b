package dev.ringwatch.kit.generate;

/**
 * Log-normal factors with median 1, read from a table of quantiles: fast, and free of library
 * functions that differ between platforms. The tails end near 3.7 standard deviations. Immutable.
 */
final class LogNormal {

  private static final int CELLS = 1024;
  private static final double TAIL = 1.0 / 8192;
  private static final double STEP = 1.0 / 1024;
  private static final double EDGE = 4.5;

  /** The spread of human pauses between two actions of a session. */
  static final LogNormal PAUSES = new LogNormal(1.1);

  /** The spread of session sizes, paces and delays. */
  static final LogNormal MODERATE = new LogNormal(0.7);

  /** The spread of activity over accounts. */
  static final LogNormal ACTIVITY = new LogNormal(1.3);

  /** The spread of account ages. */
  static final LogNormal AGES = new LogNormal(0.9);

  private final double[] quantiles = new double[CELLS + 1];

  LogNormal(double sigma) {
    double deviation = -EDGE;
    double below = 0;
    for (int cell = 0; cell <= CELLS; cell++) {
      double wanted = Math.clamp((double) cell / CELLS, TAIL, 1 - TAIL);
      while (below < wanted) {
        below += density(deviation + STEP / 2) * STEP;
        deviation += STEP;
      }
      quantiles[cell] = StrictMath.exp(sigma * deviation);
    }
  }

  private static double density(double deviation) {
    return StrictMath.exp(-deviation * deviation / 2) / StrictMath.sqrt(2 * StrictMath.PI);
  }

  /** A factor above 0 with median 1. */
  double factor(Dice dice) {
    double place = dice.unit() * CELLS;
    int cell = (int) place;
    return quantiles[cell] + (place - cell) * (quantiles[cell + 1] - quantiles[cell]);
  }
}
