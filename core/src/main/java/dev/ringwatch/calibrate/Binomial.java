package dev.ringwatch.calibrate;

/**
 * How many of so many independent trials succeed. Tails are exact but for rounding: a relative
 * error of about 1e-13 up to a million trials, also far out.
 *
 * <p>A tail is its largest term, by Loader's saddle-point expansion [1], times a sum of ratios, so
 * that nothing large is subtracted. O(standard deviation) per tail.
 *
 * <p>[1] C. Loader: Fast and accurate computation of binomial probabilities, 2000.
 *
 * @param trials how many, 0 or more
 * @param probability of each to succeed, 0 to 1
 */
public record Binomial(long trials, double probability) {

  private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  /** Below it Stirling's error is summed up, above it comes from the series. */
  private static final int SERIES_FROM = 16;

  private static final double[] STIRLING_ERRORS = stirlingErrors();

  /** Checks the ranges. */
  public Binomial {
    if (trials < 0) {
      throw new IllegalArgumentException("trials must be 0 or more, not " + trials);
    }
    Share.require("probability", probability);
  }

  /** The probability, 0 to 1, of exactly so many successes. */
  public double exactly(long successes) {
    if (successes < 0 || successes > trials) {
      return 0;
    }
    if (probability == 0 || probability == 1) {
      return successes == (probability == 0 ? 0 : trials) ? 1 : 0;
    }
    if (successes == 0) {
      return StrictMath.exp((double) trials * StrictMath.log1p(-probability));
    }
    if (successes == trials) {
      return StrictMath.exp((double) trials * StrictMath.log(probability));
    }
    return inside((double) trials, (double) successes);
  }

  private double inside(double all, double successes) {
    double failures = all - successes;
    double exponent =
        stirlingError(all)
            - stirlingError(successes)
            - stirlingError(failures)
            - deviance(successes, all * probability)
            - deviance(failures, all * (1 - probability));
    double scale = StrictMath.log(successes) + StrictMath.log1p(-successes / all);
    return StrictMath.exp(exponent - HALF_LOG_TWO_PI - 0.5 * scale);
  }

  /** The probability, 0 to 1, of so many successes or more. */
  public double atLeast(long successes) {
    if (successes <= 0) {
      return 1;
    }
    return successes > trials * probability ? upwards(successes) : 1 - downwards(successes - 1);
  }

  /** The probability, 0 to 1, of so many successes or fewer. */
  public double atMost(long successes) {
    if (successes >= trials) {
      return 1;
    }
    return successes < trials * probability ? downwards(successes) : 1 - upwards(successes + 1);
  }

  /** The sum of the probabilities from here up; each is smaller than the one before. */
  private double upwards(long from) {
    double odds = probability / (1 - probability);
    double sum = 1;
    double term = 1;
    for (long i = from; i < trials && term > sum * 1e-17; i++) {
      term *= (trials - i) / (i + 1.0) * odds;
      sum += term;
    }
    return Math.min(1, exactly(from) * sum);
  }

  private double downwards(long from) {
    double odds = (1 - probability) / probability;
    double sum = 1;
    double term = 1;
    for (long i = from; i > 0 && term > sum * 1e-17; i--) {
      term *= i / (trials - i + 1.0) * odds;
      sum += term;
    }
    return Math.min(1, exactly(from) * sum);
  }

  /** log(n!) less Stirling's formula for it. */
  private static double stirlingError(double n) {
    if (n < SERIES_FROM) {
      return STIRLING_ERRORS[(int) n];
    }
    double square = n * n;
    double rest = (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square;
    return (1 / 12.0 - (1 / 360.0 - rest) / square) / n;
  }

  private static double[] stirlingErrors() {
    double[] errors = new double[SERIES_FROM];
    double factorial = 1;
    for (int n = 1; n < SERIES_FROM; n++) {
      factorial *= n;
      errors[n] = StrictMath.log(factorial) - HALF_LOG_TWO_PI - (n + 0.5) * StrictMath.log(n) + n;
    }
    return errors;
  }

  /** x log(x / mean) + mean - x, by a series where the two are close and cancel. */
  private static double deviance(double x, double mean) {
    double difference = x - mean;
    if (Math.abs(difference) >= 0.1 * (x + mean)) {
      return x * StrictMath.log(x / mean) + mean - x;
    }
    double ratio = difference / (x + mean);
    double sum = difference * ratio;
    double power = 2 * x * ratio;
    for (int i = 1; i < 1000; i++) {
      power *= ratio * ratio;
      double next = sum + power / (2 * i + 1);
      if (next == sum) {
        break;
      }
      sum = next;
    }
    return sum;
  }
}
