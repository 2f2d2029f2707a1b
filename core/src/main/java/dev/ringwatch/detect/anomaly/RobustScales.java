package dev.ringwatch.detect.anomaly;

import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.Scale;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What is usual: per feature the median and a robust deviation over training accounts, on the
 * feature's own {@link Scale}, unknown values left out. Up to half of the training accounts may be
 * abusive without moving a median far.
 *
 * <p>The deviation is 1.4826 x MAD, the median absolute distance from the median; the factor makes
 * it the standard deviation of normal data. Where more than half of the accounts share one value
 * the MAD is 0, and 1.2533 x the mean absolute distance stands in (Iglewicz and Hoaglin: How to
 * Detect and Handle Outliers, 1993), but never less than the floor: 0.1 on the log scale (a tenth
 * more or less), 0.05 on the linear one. The floor alone decides where the feature was constant in
 * training: then a differing count is unusual and a rounding difference is not. It also keeps what
 * one account in ten does from counting as eight deviations just because the other nine agree.
 *
 * <p>Immutable.
 */
public final class RobustScales {

  static final double LOG_FLOOR = 0.1;
  static final double LINEAR_FLOOR = 0.05;

  private static final double MAD_TO_DEVIATION = 1.4826;
  private static final double MEAN_DISTANCE_TO_DEVIATION = 1.2533;

  /** Distances below this share of the median are rounding, not spread. */
  private static final double ROUNDING = 1e-9;

  private static final Feature[] FEATURES = Feature.values();

  private final double[] usual;
  private final double[] center;
  private final double[] deviation;
  private final double[] knownShare;

  private RobustScales() {
    usual = new double[FEATURES.length];
    center = new double[FEATURES.length];
    deviation = new double[FEATURES.length];
    knownShare = new double[FEATURES.length];
  }

  /**
   * Learns from training rows. O(rows x features x log rows).
   *
   * @param rows one array per account with a value per {@link Feature}, by ordinal; NaN is unknown,
   *     all else must be finite
   * @throws IllegalArgumentException if a value is infinite
   */
  static RobustScales of(Collection<double[]> rows) {
    RobustScales scales = new RobustScales();
    for (Feature feature : FEATURES) {
      scales.learn(feature, rows, row -> row[feature.index()]);
    }
    return scales;
  }

  /** The scales that a state describes; a feature that is not there was never known. */
  static RobustScales of(Map<Feature, ModelState.Usual> state) {
    RobustScales scales = new RobustScales();
    Arrays.fill(scales.usual, Double.NaN);
    state.forEach((feature, usual) -> {
      int index = feature.index();
      scales.usual[index] = usual.median();
      scales.center[index] = feature.scale().apply(usual.median());
      scales.deviation[index] = usual.deviation();
      scales.knownShare[index] = usual.knownShare();
    });
    return scales;
  }

  /** Its state: the features that some training account had. */
  Map<Feature, ModelState.Usual> state() {
    Map<Feature, ModelState.Usual> state = new EnumMap<>(Feature.class);
    for (Feature feature : FEATURES) {
      int index = feature.index();
      if (knownShare[index] > 0) {
        state.put(feature, new ModelState.Usual(usual[index], deviation[index], knownShare[index]));
      }
    }
    return state;
  }

  private void learn(
      Feature feature, Collection<double[]> rows, ToDoubleFunction<double[]> reader) {
    double[] values =
        rows.stream().mapToDouble(reader).filter(value -> !Double.isNaN(value)).sorted().toArray();
    int index = feature.index();
    knownShare[index] = rows.isEmpty() ? 0 : (double) values.length / rows.size();
    if (values.length == 0) {
      usual[index] = Double.NaN;
      return;
    }
    if (Double.isInfinite(values[0]) || Double.isInfinite(values[values.length - 1])) {
      throw new IllegalArgumentException(
          "feature " + feature.label() + " is infinite for an account to train on");
    }
    usual[index] = medianOfSorted(values);
    center[index] = feature.scale().apply(usual[index]);
    double[] distances =
        Arrays.stream(values)
            .map(value -> Math.abs(feature.scale().apply(value) - center[index]))
            .sorted()
            .toArray();
    deviation[index] =
        deviation(feature.scale(), distances, ROUNDING * Math.max(1, Math.abs(center[index])));
  }

  private static double deviation(Scale scale, double[] sortedDistances, double rounding) {
    double median = medianOfSorted(sortedDistances);
    if (median > rounding) {
      return MAD_TO_DEVIATION * median;
    }
    double sum = 0;
    for (double distance : sortedDistances) {
      sum += distance;
    }
    double mean = sum / sortedDistances.length;
    return Math.max(
        MEAN_DISTANCE_TO_DEVIATION * mean, scale == Scale.LOG ? LOG_FLOOR : LINEAR_FLOOR);
  }

  private static double medianOfSorted(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
  }

  /** The median of the feature in its own unit, NaN if no training account had it. */
  public double usual(Feature feature) {
    return usual[feature.index()];
  }

  /** The share of training accounts for which the feature was known, 0 to 1. */
  public double knownShare(Feature feature) {
    return knownShare[feature.index()];
  }

  /**
   * How many robust deviations a value lies above the median, negative below. 0 if the value is NaN
   * or no training account had the feature. Not bounded.
   */
  public double robustZ(Feature feature, double value) {
    int index = feature.index();
    if (Double.isNaN(value) || knownShare[index] == 0) {
      return 0;
    }
    return (feature.scale().apply(value) - center[index]) / deviation[index];
  }

  /**
   * The robust z-score on the side that speaks for abuse ({@link Feature#tail}), at least 0; 0 on
   * the other side. Where both sides are odd and neither speaks for abuse more than the other, it
   * counts half.
   */
  public double directedZ(Feature feature, double value) {
    double z = robustZ(feature, value);
    return switch (feature.tail()) {
      case HIGH -> Math.max(z, 0);
      case LOW -> Math.max(-z, 0);
      case BOTH -> Math.abs(z) / 2;
    };
  }
}
