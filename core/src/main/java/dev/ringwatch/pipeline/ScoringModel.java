package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.LearnedWeights;
import java.util.Optional;

/**
 * What makes scores of features: the model, and what verdicts taught where that holds. Equal only
 * if it is the same model.
 *
 * @param anomaly says how unusual an account is
 * @param learned adjusts what is made of that and the ring; empty for scores without
 */
public record ScoringModel(AnomalyModel anomaly, Optional<LearnedBlend> learned) {

  /** A model alone. */
  public static ScoringModel of(AnomalyModel anomaly) {
    return new ScoringModel(anomaly, Optional.empty());
  }

  /** A model with what verdicts taught, of which it says what is usual. */
  public static ScoringModel of(AnomalyModel anomaly, Optional<LearnedWeights> weights) {
    return new ScoringModel(anomaly, weights.map(taught -> taught.with(anomaly)));
  }

  /** What verdicts taught. */
  public Optional<LearnedWeights> weights() {
    return learned.map(LearnedBlend::weights);
  }
}
