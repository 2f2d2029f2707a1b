package dev.ringwatch.learn;

import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.Tail;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing about an account that an adjustment can rest on: 0 for an account like most, growing
 * with what is said of it.
 *
 * @param feature whose value; empty for the score of the ring
 * @param part which part of its range
 * @param direction 1 if more of it can only accuse, -1 if it can only excuse, 0 if verdicts are
 *     free to say either
 * @param unit what the signal is multiplied by, above 0 and at most 1: features that say nearly the
 *     same share the room that one of them would have
 */
record Signal(Optional<Feature> feature, Part part, int direction, double unit) {

  /** A part of a feature's range, in robust deviations from what is usual. */
  enum Part {
    /** 0 to 2 deviations above: 0 to 1. */
    ABOVE,
    /** What is more than 2 above, by logarithm: 0 to 1 at 20 and more. */
    FAR_ABOVE,
    /** 0 to 2 deviations below: 0 to 1. */
    BELOW,
    /** What is more than 2 below, by logarithm: 0 to 1 at 20 and more. */
    FAR_BELOW,
    /** All of it; of the ring's score, 0 to 1. */
    WHOLE;

    private static final double NEAR = 2;
    private static final double FARTHEST = 20;
    private static final double LOG_FARTHEST = StrictMath.log1p(FARTHEST - NEAR);

    /** How much of a deviation lies in this part: 0 to 1. */
    double of(double deviation) {
      return switch (this) {
        case ABOVE -> near(deviation);
        case FAR_ABOVE -> far(deviation);
        case BELOW -> near(-deviation);
        case FAR_BELOW -> far(-deviation);
        case WHOLE -> deviation;
      };
    }

    private static double near(double deviation) {
      return Math.clamp(deviation, 0, NEAR) / NEAR;
    }

    private static double far(double deviation) {
      return StrictMath.log1p(Math.clamp(deviation, NEAR, FARTHEST) - NEAR) / LOG_FARTHEST;
    }

    private boolean isAbove() {
      return this == ABOVE || this == FAR_ABOVE;
    }
  }

  /**
   * A part of a feature.
   *
   * @param canOnlyAccuse whether more of the side that speaks for abuse never excuses
   */
  static Signal of(Feature feature, Part part, boolean canOnlyAccuse, double unit) {
    int direction = 0;
    if (canOnlyAccuse && feature.tail() != Tail.BOTH) {
      direction = part.isAbove() == (feature.tail() == Tail.HIGH) ? 1 : -1;
    }
    return new Signal(Optional.of(feature), part, direction, unit);
  }

  /** The score of the account's ring. */
  static Signal ofRing() {
    return new Signal(Optional.empty(), Part.WHOLE, 1, 1);
  }

  /** Its name in written models, such as {@code device_sharing_max:far_above}. */
  String name() {
    return feature.map(Feature::label).orElse("ring") + ":" + part.name().toLowerCase(Locale.ROOT);
  }
}
