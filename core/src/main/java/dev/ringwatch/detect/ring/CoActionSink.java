package dev.ringwatch.detect.ring;

/** Takes the occasions on which two accounts acted together on one target. */
@FunctionalInterface
public interface CoActionSink {

  /**
   * One occasion of a pair.
   *
   * @param earlier the account that acted before, by number
   * @param later the account that acted after, or at the same millisecond
   * @param epochMillis when the later one acted
   * @param gapMillis how long after the earlier one, from 0 to the window
   */
  void occasion(int earlier, int later, long epochMillis, int gapMillis);
}
