package dev.ringwatch.calibrate;

import java.util.OptionalDouble;

/**
 * Which values scores can take, so that "above" a score is a threshold that a person can read and
 * that flags nothing which ties with it.
 *
 * @param perPoint how many values there are from one whole number to the next; 0 if any number is
 *     one
 * @param highest the largest score there is
 */
public record ScoreGrid(int perPoint, double highest) {

  /** Any number. */
  public static final ScoreGrid ANY = new ScoreGrid(0, Double.POSITIVE_INFINITY);

  /** Risk scores: 0 to 100 in tenths. */
  public static final ScoreGrid RISK = new ScoreGrid(10, 100);

  /** What is lost to rounding when a tenth is multiplied. */
  private static final double ROUNDING = 1e-6;

  /** Checks the ranges. */
  public ScoreGrid {
    if (perPoint < 0) {
      throw new IllegalArgumentException("perPoint must be 0 or more, not " + perPoint);
    }
    Share.requireScore(highest);
  }

  /** The smallest value above a score; empty if there is none. */
  public OptionalDouble above(double score) {
    double above =
        perPoint == 0 || Double.isInfinite(score)
            ? Math.nextUp(score)
            : (Math.floor(score * perPoint + ROUNDING) + 1) / perPoint;
    return above > score && above <= highest ? OptionalDouble.of(above) : OptionalDouble.empty();
  }
}
