package dev.ringwatch.calibrate;

/**
 * How a bootstrap is drawn (Efron: Bootstrap methods, 1979).
 *
 * @param samples how many samples: 0 for no interval, or 40 or more; 400 give an interval's ends to
 *     a tenth of its width
 * @param confidence of the interval, and of those that go with it, between 0 and 1
 * @param seed of the draws; equal seeds give equal intervals
 */
public record Resampling(int samples, double confidence, long seed) {

  private static final int LEAST_SAMPLES = 40;
  private static final Resampling DEFAULT = new Resampling(1000, 0.95, 1);

  /** Checks the ranges. */
  public Resampling {
    if (samples != 0 && samples < LEAST_SAMPLES) {
      throw new IllegalArgumentException(
          "samples must be 0, or " + LEAST_SAMPLES + " or more, not " + samples);
    }
    Share.requireInside("confidence", confidence);
  }

  /** 1,000 samples, 95 % confidence, seed 1. */
  public static Resampling ofDefaults() {
    return DEFAULT;
  }

  /** No samples, and so no interval; what is certain otherwise is so with 95 % confidence. */
  public static Resampling none() {
    return new Resampling(0, DEFAULT.confidence, DEFAULT.seed);
  }

  /** The same with another seed. */
  public Resampling withSeed(long other) {
    return new Resampling(samples, confidence, other);
  }

  /** The middle of sorted values. */
  Interval middle(double[] sorted) {
    int cut = (int) Math.floor((1 - confidence) / 2 * sorted.length);
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }
}
