package dev.ringwatch.app.detection;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.LearnedWeights;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where models are kept that were learned, and where is said which of them is to hold, and what of
 * that which verdicts taught.
 */
public interface LearnedModels {

  /**
   * Keeps a model, and records that it was learned, before it enters the log.
   *
   * @param model the model
   * @param sample what it was learned from
   * @param effectiveFrom the first tick that it is to score
   * @throws IOException if it is not known whether it is kept; it must not enter the log then
   */
  void keep(AnomalyModel model, List<FeatureVector> sample, Tick effectiveFrom) throws IOException;

  /** The id of the model that somebody chose to hold; empty while the newest does. */
  Optional<String> chosen() throws IOException;

  /** What verdicts taught that is to hold; empty if scores are to be what they are without. */
  Optional<LearnedWeights> taught() throws IOException;

  /** A model that is kept; empty if there is none of that id. */
  Optional<AnomalyModel> find(String id) throws IOException;
}
