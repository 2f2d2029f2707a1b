package dev.ringwatch.control;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import org.jspecify.annotations.Nullable;

/** Names models by {@link ModelId}, and remembers the name of the last. Safe for threads. */
public final class ModelNames {

  private @Nullable AnomalyModel last;
  private String name = "";

  /** Nothing named yet. */
  public ModelNames() {}

  /** The name of a model. */
  public synchronized String of(AnomalyModel model) {
    if (model != last) {
      name = ModelId.of(model);
      last = model;
    }
    return name;
  }
}
