package dev.ringwatch.app.replay;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.feature.FeatureVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model of a replay for which the log says none: learned once of what was replayed, and the
 * same for both sides. Used by one thread.
 */
final class UsualHere {

  private @Nullable AnomalyModel model;

  /** The model, which is learned of these vectors if it was not yet. */
  AnomalyModel of(List<FeatureVector> vectors) {
    AnomalyModel learned =
        model == null ? AnomalyModel.train(vectors, AnomalyConfig.ofDefaults()) : model;
    model = learned;
    return learned;
  }
}
