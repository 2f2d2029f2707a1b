package dev.ringwatch.bench;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.RobustScales;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What each feature is worth on a labelled log: the anomaly score of a model that was trained
 * without it, of a model that knows nothing else, and the ranking by its deviation alone. Unknown
 * values are neutral, so a feature is left out by making it unknown everywhere.
 */
final class Ablation {

  private final LabelledAnswer set;

  Ablation(LabelledAnswer set) {
    this.set = set;
  }

  /** Three rows per feature that anything is known of, after one for all of them. */
  List<QualityRow> rows() {
    List<QualityRow> rows = new ArrayList<>();
    score("anomaly, all features", feature -> true).ifPresent(rows::add);
    RobustScales scales = set.answer().model().scales();
    for (Feature feature : Feature.values()) {
      if (feature == Feature.PEER_DEVIATION || scales.knownShare(feature) == 0) {
        continue;
      }
      score("without " + feature.label(), other -> other != feature).ifPresent(rows::add);
      score("only    " + feature.label(), other -> other == feature).ifPresent(rows::add);
      set.rank(
              "by      " + feature.label() + " (deviation)",
              vector -> scales.directedZ(feature, vector.value(feature)))
          .ifPresent(rows::add);
    }
    return rows;
  }

  private Optional<QualityRow> score(String method, Predicate<Feature> kept) {
    List<FeatureVector> vectors =
        set.answer().vectors().stream().map(vector -> masked(vector, kept)).toList();
    AnomalyModel model = AnomalyModel.train(vectors, AnomalyConfig.ofDefaults());
    return set.rank(method, model.scores(vectors));
  }

  private static FeatureVector masked(FeatureVector vector, Predicate<Feature> kept) {
    double[] values = vector.values().clone();
    for (Feature feature : Feature.values()) {
      if (!kept.test(feature)) {
        values[feature.index()] = Double.NaN;
      }
    }
    return new FeatureVector(
        vector.account(), vector.events(), vector.actionsOnTargets(), vector.peerGroup(), values);
  }
}
