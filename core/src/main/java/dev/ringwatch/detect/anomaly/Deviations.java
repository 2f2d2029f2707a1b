package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.Arrays;

/**
 * Working memory for one account's deviations from usual, by {@link Aspect}; used again for the
 * next. One thread.
 */
final class Deviations {

  private static final Feature[] FEATURES = Feature.values();
  private static final int[] ASPECTS =
      Arrays.stream(FEATURES).mapToInt(feature -> Aspect.of(feature).index()).toArray();

  private final RobustScales scales;
  private final PeerScales peers;

  /** The account's values by feature, with its deviation from its peers filled in. */
  final double[] values = new double[FEATURES.length];

  /**
   * By aspect, the robust z-score of its most unusual feature on the side that speaks for abuse; 0
   * where no feature of the aspect lies on that side or is known.
   */
  final double[] largest = new double[Aspect.COUNT];

  /** By aspect, the index of that feature, the first of equals; -1 where {@link #largest} is 0. */
  final int[] feature = new int[Aspect.COUNT];

  Deviations(RobustScales scales, PeerScales peers) {
    this.scales = scales;
    this.peers = peers;
  }

  /** Takes an account's measure. */
  void measure(FeatureVector vector) {
    System.arraycopy(vector.values(), 0, values, 0, values.length);
    values[Feature.PEER_DEVIATION.index()] = peers.deviation(vector);
    Arrays.fill(largest, 0);
    Arrays.fill(feature, -1);
    for (int index = 0; index < FEATURES.length; index++) {
      double deviation = scales.directedZ(FEATURES[index], values[index]);
      int aspect = ASPECTS[index];
      if (deviation > largest[aspect]) {
        largest[aspect] = deviation;
        feature[aspect] = index;
      }
    }
  }
}
