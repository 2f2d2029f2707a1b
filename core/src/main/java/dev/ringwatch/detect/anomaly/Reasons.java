package dev.ringwatch.detect.anomaly;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.feature.Feature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Makes a score's reasons out of points by aspect. */
final class Reasons {

  private static final int MAX_NAMED = 8;
  private static final double MIN_POINTS = 0.1;
  private static final double ROUNDING = 1e-9;
  private static final Feature[] FEATURES = Feature.values();

  private Reasons() {}

  /**
   * Names the aspects with the most points, either way, by their most unusual feature, and folds
   * the rest into {@code other}: small points, and aspects in which the account is ordinary.
   *
   * @param score what the reasons must sum to
   * @param points by aspect; what they lack to the score goes to {@code other}
   * @param deviations the account's
   * @param scales says what is usual
   */
  static List<Reason> of(
      double score, double[] points, Deviations deviations, RobustScales scales) {
    List<Integer> named =
        IntStream.range(0, points.length)
            .filter(
                aspect -> deviations.feature[aspect] >= 0 && Math.abs(points[aspect]) >= MIN_POINTS)
            .boxed()
            .sorted(Comparator.comparingDouble(aspect -> -Math.abs(points[aspect])))
            .limit(MAX_NAMED)
            .sorted(Comparator.comparingDouble(aspect -> -points[aspect]))
            .toList();
    List<Reason> reasons = new ArrayList<>();
    double rest = score;
    for (int aspect : named) {
      Feature feature = FEATURES[deviations.feature[aspect]];
      rest -= points[aspect];
      String sentence = feature.sentence(deviations.values[feature.index()], scales.usual(feature));
      reasons.add(new Reason(feature.label(), points[aspect], sentence));
    }
    if (Math.abs(rest) > ROUNDING) {
      reasons.add(new Reason("other", rest, "all else taken together"));
    }
    return reasons;
  }
}
