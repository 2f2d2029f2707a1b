package dev.ringwatch.calibrate;

/**
 * A confidence interval.
 *
 * @param low its lower end
 * @param high its upper end, no less than {@code low}
 */
public record Interval(double low, double high) {

  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high + " is none");
    }
  }

  /** Its length, 0 or more. */
  public double width() {
    return high - low;
  }

  /** Whether a value lies in it, its ends included. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
