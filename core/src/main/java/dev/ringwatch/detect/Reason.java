package dev.ringwatch.detect;

/**
 * One named part of a score. The reasons of a score sum to it.
 *
 * @param name a stable short name, such as {@code device_sharing_max}; no semicolon, colon or comma
 * @param points what it adds to the score, positive or negative, on the score's own scale of 0 to
 *     100
 * @param sentence the same for a person, such as "12 accounts used this device; usual is 1"
 */
public record Reason(String name, double points, String sentence) {

  /** Checks that the points are a number. */
  public Reason {
    if (Double.isNaN(points) || Double.isInfinite(points)) {
      throw new IllegalArgumentException(
          "the points of reason " + name + " must be a finite number, not " + points);
    }
  }
}
