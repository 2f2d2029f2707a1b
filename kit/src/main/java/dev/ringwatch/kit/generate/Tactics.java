package dev.ringwatch.kit.generate;

/**
 * How a ring works through its jobs.
 *
 * @param jobs how many, at twenty events for an account
 * @param shifts how many stretches of the period they fall into
 * @param turnout the share of members that take part in a job, 0 to 1
 * @param together the share of jobs at which all act on one target, 0 to 1; at the others each
 *     picks its own
 * @param delay how long after a job's start a member acts
 */
record Tactics(int jobs, int shifts, double turnout, double together, Delay delay) {

  /**
   * A log-normal delay.
   *
   * @param medianMillis the median
   * @param maxMillis the longest
   */
  record Delay(long medianMillis, long maxMillis) {

    static Delay seconds(double median, double max) {
      return new Delay((long) (1000 * median), (long) (1000 * max));
    }

    long any(Dice dice) {
      long drawn = (long) (medianMillis * LogNormal.MODERATE.factor(dice));
      return drawn < maxMillis ? drawn : dice.millis(maxMillis);
    }
  }
}
