package dev.ringwatch.app.account;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.RobustScales;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A feature of an account against others and against itself. Names are a contract of the HTTP
 * interface; what is not known is null.
 *
 * @param value the account's
 * @param usual the median of the accounts that the model was learned from
 * @param deviations how many robust deviations the value lies from there, on the feature's own
 *     scale; negative below
 * @param earlier the account's own value before the last day on which it was active
 */
record Compared(
    @Nullable Double value,
    @Nullable Double usual,
    @Nullable Double deviations,
    @Nullable Double earlier) {

  /** All features by name. */
  static Map<String, Compared> of(
      FeatureVector vector, Optional<AnomalyModel> model, Optional<FeatureVector> earlier) {
    Map<String, Compared> all = new LinkedHashMap<>();
    RobustScales scales = model.map(AnomalyModel::scales).orElse(null);
    for (Feature feature : Feature.values()) {
      double value = vector.value(feature);
      all.put(
          feature.label(),
          new Compared(
              known(value),
              scales == null ? null : known(scales.usual(feature)),
              deviations(scales, feature, value),
              earlier.map(before -> known(before.value(feature))).orElse(null)));
    }
    return all;
  }

  private static @Nullable Double deviations(
      @Nullable RobustScales scales, Feature feature, double value) {
    if (scales == null || scales.knownShare(feature) == 0 || Double.isNaN(value)) {
      return null;
    }
    return known(scales.robustZ(feature, value));
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
