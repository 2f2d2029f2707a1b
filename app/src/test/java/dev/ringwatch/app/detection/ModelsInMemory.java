package dev.ringwatch.app.detection;

import dev.ringwatch.control.ModelId;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.learn.LearnedWeights;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Models by id; can be told to fail. Safe for threads. */
final class ModelsInMemory implements LearnedModels {

  private final Map<String, AnomalyModel> models = new LinkedHashMap<>();
  private String chosen = "";
  private Optional<LearnedWeights> taught = Optional.empty();
  private boolean failing;

  synchronized void fail(boolean now) {
    failing = now;
  }

  /** Has a model hold; none if empty. */
  synchronized void choose(String id) {
    chosen = id;
  }

  /** Has what verdicts taught hold, or nothing of it. */
  synchronized void teach(Optional<LearnedWeights> weights) {
    taught = weights;
  }

  @Override
  public synchronized Optional<LearnedWeights> taught() {
    return taught;
  }

  /** The ids, the oldest first. */
  synchronized List<String> ids() {
    return List.copyOf(models.keySet());
  }

  @Override
  public synchronized void keep(AnomalyModel model, List<FeatureVector> sample, Tick from)
      throws IOException {
    if (failing) {
      throw new IOException("told to fail");
    }
    models.putIfAbsent(ModelId.of(model), model);
  }

  @Override
  public synchronized Optional<String> chosen() {
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
  }

  @Override
  public synchronized Optional<AnomalyModel> find(String id) {
    return Optional.ofNullable(models.get(id));
  }
}
